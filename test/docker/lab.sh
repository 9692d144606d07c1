#!/bin/bash
# Runs a command beside a real Docker engine and a real registry, on loopback only.
# Usage: test/docker/lab.sh WORKDIR -- COMMAND [ARG ...]
#
# Root on Debian only. Debian's docker.io, containerd, runc, docker-registry and busybox-static are unpacked under WORKDIR
# (about 71 MB, kept for the next call; nothing is installed, and a docker client of the machine stays in use). Then, in
# private network, mount and process namespaces, a registry starts on 127.0.0.1:5000, and dockerd with that registry as its
# mirror, so that `docker pull nginx` really pulls. COMMAND runs with DOCKER_HOST, DOCKER_CONFIG and DOCKER_LAB_ACCESS_LOG
# (the registry's log of requests, empty when COMMAND starts; a path the caller set is used) set. Both servers stop when it
# ends, and so does all it left running; its exit code is returned.
# 75 means that the lab cannot run here; the reason is the last line on stderr.
#
# Seeded, from one tiny image: library/{nginx:latest,nginx:1.27,alpine:latest,redis:latest} ngnix/ngnix:latest acme/tool:v1
set -euo pipefail

seeded=(library/nginx:latest library/nginx:1.27 library/alpine:latest library/redis:latest ngnix/ngnix:latest acme/tool:v1)

unable() {
  printf 'docker lab: %s\n' "$1" >&2
  exit 75
}

unpack() {
  local packages=(docker.io containerd runc docker-registry busybox-static)
  # From Debian 13 on the client is a package of its own.
  if apt-cache show docker-cli >/dev/null 2>&1; then packages+=(docker-cli); fi
  # Unpacked beside and swapped in: a call that was cut off leaves nothing half done, and two at once do not meet.
  local fresh
  fresh=$(mktemp -d "$lab/fresh.XXXXXX")
  mkdir "$fresh/debs" "$fresh/root"
  if ! (cd "$fresh/debs" && apt-get -qq -o APT::Sandbox::User=root download "${packages[@]}" >"$lab/download.log" 2>&1); then
    rm -rf "$fresh"
    unable "Debian's docker packages could not be downloaded (apt-get update?)"
  fi
  for deb in "$fresh"/debs/*.deb; do dpkg -x "$deb" "$fresh/root"; done
  mv -T "$fresh/root" "$root" 2>/dev/null || [ -x "$root/usr/sbin/dockerd" ]
  rm -rf "$fresh"
}

# What the servers write lives in memory, and ends with the namespace. What a client needs lies in `shared`, which can be seen
# from outside of it too: `nsenter --net` is then enough to use the lab, from a terminal with its own processes.
private_folders() {
  mount -t tmpfs tmpfs "$state"
  mkdir "$state/overlay" "$state/registry" "$state/image" "$shared/config"
  local folder
  for folder in etc opt run; do # dockerd writes to fixed places there
    mkdir "$state/overlay/$folder.upper" "$state/overlay/$folder.work"
    mount -t overlay overlay \
      -o "lowerdir=/$folder,upperdir=$state/overlay/$folder.upper,workdir=$state/overlay/$folder.work" "/$folder"
  done
}

start_servers() {
  printf '{}' >"$DOCKER_CONFIG/config.json"
  cat >"$state/registry.yml" <<YAML
version: 0.1
log: {level: warn, accesslog: {disabled: false}}
storage: {filesystem: {rootdirectory: $state/registry}, delete: {enabled: true}}
http: {addr: 127.0.0.1:5000}
YAML
  printf '{"registry-mirrors":["http://127.0.0.1:5000"]}' >"$state/daemon.json"
  "$root/usr/bin/docker-registry" serve "$state/registry.yml" >>"$DOCKER_LAB_ACCESS_LOG" 2>"$state/registry.log" &
  # The layers are tiny: plain copies work on every file system, in memory as well. The engine's sockets lie in the namespace's own
  # /run: below a checkout their paths could be longer than the 107 bytes that a socket's may have.
  "$root/usr/sbin/dockerd" --config-file="$state/daemon.json" --data-root="$state/data" --exec-root=/run/docker-lab \
    --pidfile="$state/dockerd.pid" -H "$DOCKER_HOST" --iptables=false --ip6tables=false --bridge=none \
    --storage-driver=vfs >"$state/dockerd.log" 2>&1 &
  local daemon=$!
  for _ in $(seq 300); do
    if (: </dev/tcp/127.0.0.1/5000) 2>/dev/null && docker version >/dev/null 2>&1; then return; fi
    kill -0 "$daemon" 2>/dev/null || break
    sleep 0.1
  done
  tail -n 5 "$state/dockerd.log" "$state/registry.log" >&2
  unable 'the engine did not start'
}

seed() {
  mkdir "$state/image/bin"
  cp "$root/bin/busybox" "$state/image/bin/sh"
  tar -C "$state/image" -c . | docker import -c 'CMD ["/bin/sh"]' - seed:0 >/dev/null
  local name
  for name in "${seeded[@]}"; do
    docker tag seed:0 "127.0.0.1:5000/$name"
    docker push -q "127.0.0.1:5000/$name" >/dev/null
  done
  docker images -q | sort -u | xargs -r docker rmi -f >/dev/null
}

# Runs as the first process of its own process namespace: whatever is still running when it ends, ends with it.
inside() {
  lab=$1 shared=$2 root=$lab/root state=$lab/state
  shift 2
  trap 'rm -rf "$shared"' EXIT
  ip link set lo up 2>/dev/null || "$root/bin/busybox" ip link set lo up
  private_folders
  # The machine's docker client first, our containerd, runc and client last.
  export PATH="$root/usr/sbin:$PATH:$root/usr/bin"
  export DOCKER_CONFIG=$shared/config DOCKER_HOST=unix://$shared/docker.sock
  export DOCKER_LAB_ACCESS_LOG=${DOCKER_LAB_ACCESS_LOG:-$shared/registry-access.log}
  start_servers
  seed
  : >"$DOCKER_LAB_ACCESS_LOG"
  local code=0
  "$@" || code=$?
  exit "$code"
}

main() {
  if [ "${1-}" = --inside ]; then
    shift
    inside "$@"
  fi
  if [ $# -lt 3 ] || [ "$2" != -- ]; then
    sed -n '2,3s/^# //p' "$0" >&2
    exit 64
  fi
  [ "$(id -u)" = 0 ] || unable 'needs root'
  local tool
  for tool in apt-get dpkg unshare; do
    command -v "$tool" >/dev/null || unable "needs $tool (Debian)"
  done
  unshare --net --mount --pid --fork true 2>/dev/null || unable 'may not make namespaces here'
  mkdir -p "$1"
  lab=$(cd "$1" && pwd)
  root=$lab/root
  shift 2
  [ -x "$root/usr/sbin/dockerd" ] || unpack
  mkdir -p "$lab/state"
  local shared # short, because the path of a socket may have 107 bytes only
  shared=$(mktemp -d "${TMPDIR:-/tmp}/docker-lab.XXXXXX")
  exec unshare --net --mount --pid --fork --kill-child --mount-proc "$0" --inside "$lab" "$shared" "$@"
}

main "$@"

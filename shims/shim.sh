#!/bin/sh
# The shim: installed under the name of each tool (npm, npx, pip, pip3, docker) in PREFIX/shims, first on PATH.
# A command that can never fetch anything goes straight to the real tool; every other goes to sallyport, which judges it.
# Only shell builtins: this runs in front of every command.

tool=${0##*/}
case $0 in
  */*) here=${0%/*} ;;
  *) here=$(command -v -- "$0") && here=${here%/*} ;;
esac
root=$here/..

fail() { # CODE MESSAGE HINT
  printf 'sallyport: %s\nhint: %s\n' "$2" "$3" >&2
  exit "$1"
}

# Wrappers that call a tool by its name again would go round for ever. A guard against loops, not a way past the gate.
case ${SALLYPORT_DEPTH:-0} in
  *[!0-9]* | ?????*) SALLYPORT_DEPTH=0 ;;
esac
SALLYPORT_DEPTH=$((${SALLYPORT_DEPTH:-0} + 1))
export SALLYPORT_DEPTH
if [ "$SALLYPORT_DEPTH" -gt 40 ]; then
  fail 70 "\`$tool\` was started 40 times inside itself: a wrapper on PATH calls it by name again" "look at \`command -v $tool\`, or call the real tool by its path"
fi

# The real tool: the first executable of this name on PATH outside of every folder of shims. Empty and relative entries mean
# the working folder, which may be somebody's repository.
real=
old_ifs=$IFS
IFS=:
set -f
for folder in $PATH; do
  case $folder in /*) ;; *) continue ;; esac
  if [ -f "$folder/$tool" ] && [ -x "$folder/$tool" ] && [ ! -e "$folder/.sallyport-shims" ]; then
    real=$folder/$tool
    break
  fi
done
set +f
IFS=$old_ifs
if [ -z "$real" ]; then
  fail 127 "no \`$tool\` on PATH besides sallyport's own shim" "install \`$tool\`, or put its folder on PATH"
fi

# What can never fetch, by the first word alone. A wrong entry here is a hole: only what is known to be safe, for every
# version. A version or help flag is safe only by itself (\`npm --version false install x\` installs x).
case $tool in
  npm)
    case $#:${1-} in
      0: | 1:--version | 1:-v | 1:--help | 1:-h | 1:version) exec "$real" "$@" ;;
      *:run | *:run-script | *:test | *:t | *:tst | *:start | *:stop | *:restart | *:ls | *:list | *:ll | *:la | *:root | *:prefix | *:config | *:c | *:get | *:set | *:help | *:help-search | *:whoami | *:ping | *:login | *:logout | *:pkg | *:explain | *:why | *:query | *:search | *:outdated | *:token | *:team | *:dist-tag | *:access | *:profile | *:completion | *:doctor)
        exec "$real" "$@"
        ;;
    esac
    ;;
  npx)
    case $#:${1-} in
      1:--version | 1:-v | 1:--help | 1:-h) exec "$real" "$@" ;;
    esac
    ;;
  pip*)
    case $#:${1-} in
      0: | 1:--version | 1:-V | 1:--help | 1:-h) exec "$real" "$@" ;;
      *:list | *:show | *:freeze | *:check | *:config | *:debug | *:cache | *:hash | *:help | *:inspect | *:completion | *:uninstall | *:search)
        exec "$real" "$@"
        ;;
    esac
    ;;
  docker)
    case $#:${1-} in
      0: | 1:--version | 1:-v | 1:--help | 1:-h) exec "$real" "$@" ;;
      *:ps | *:images | *:version | *:info | *:logs | *:inspect | *:exec | *:start | *:stop | *:restart | *:kill | *:rm | *:rmi | *:tag | *:cp | *:stats | *:top | *:port | *:pause | *:unpause | *:wait | *:rename | *:events | *:history | *:diff | *:attach | *:commit | *:export | *:save | *:load | *:logout | *:push | *:network | *:volume)
        exec "$real" "$@"
        ;;
    esac
    ;;
esac

if [ ! -x "$root/lib/node" ] || [ ! -f "$root/lib/dist/main.js" ]; then
  # Deny: without the runtime nothing can be judged.
  fail 69 "its runtime under \`$root/lib\` is damaged, so \`$tool\` is not started" "run sallyport's install.sh again, or call \`$real\` yourself"
fi
# What the person gives to their own Node programs is kept out of ours, and handed on to the tool.
if [ "${NODE_OPTIONS+set}" = set ]; then
  SALLYPORT_NODE_OPTIONS=$NODE_OPTIONS
  export SALLYPORT_NODE_OPTIONS
  unset NODE_OPTIONS
else
  unset SALLYPORT_NODE_OPTIONS
fi
# What an install reads it needs once: a small nursery (1 MB; Node's own is 16) keeps it from filling the memory.
exec "$root/lib/node" --disable-warning=ExperimentalWarning --max-semi-space-size=1 "$root/lib/dist/main.js" run "$tool" -- "$@"

#!/bin/sh
# Runs a command with a Node >= 22.13 first on PATH: the one that is there, else the pinned one, kept in .runtime/.
#
#   sh scripts/with-runtime.sh COMMAND [ARGUMENT …]
set -eu

main() {
  root=$(cd "$(dirname "$0")/.." && pwd)
  # shellcheck source=scripts/runtime.sh
  . "$root/scripts/runtime.sh"
  if is_new_enough "$(command -v node || printf node)"; then
    exec "$@"
  fi
  if ! node=$(find_node); then
    mkdir -p "$root/.runtime"
    node=$root/.runtime/node
    if ! is_new_enough "$node"; then
      fetch_node "$root/.runtime"
    fi
  fi
  PATH=${node%/*}:$PATH
  export PATH
  exec "$@"
}

main "$@"

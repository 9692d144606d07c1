#!/bin/sh
# Installs sallyport for the person who runs it. Needs no root and asks for none.
#
#   ./install.sh [--prefix DIR] [--no-modify-rc] [--yes] [--policy SOURCE --policy-key KEY] [-- COMMAND [ARGUMENT …]]
#   ./install.sh --uninstall [--prefix DIR] [--yes]
#
#   --prefix DIR      where to install (default: ${XDG_DATA_HOME:-~/.local/share}/sallyport)
#   --no-modify-rc    leave the shells' start-up files alone
#   --yes             do not ask before changing files
#   --policy SOURCE   enrol in the policy of a team: the address of its file, a git repository, an npm package or a file
#   --policy-key KEY  the public key that signs it, from somebody you trust
#   --uninstall       remove the installation and its block in every start-up file
#   -- COMMAND …      run COMMAND through the shims after installing; its exit code becomes this script's
#
# From a clone it builds with npm; from a packed release it only copies. A Node older than 22.13 stays as it is: sallyport
# brings its own. Exit codes: 0 done, 64 wrong arguments, 69 something that is needed is missing, 77 not agreed to, 78 the
# policy of the team is not to be trusted; then sallyport is installed, but not enrolled.
set -eu

TOOLS='npm npx pip pip3 docker'
policy_hint='./install.sh --policy https://policy.example/policy.yaml --policy-key sallyport-ed25519:…'

say() { printf '%s\n' "$*"; }

fail() { # CODE MESSAGE HINT
  printf 'sallyport: %s\nhint: %s\n' "$2" "$3" >&2
  exit "$1"
}

usage() { sed -n '2,/^set -eu/{/^set -eu/d;s/^# \{0,1\}//;p;}' "$0"; }

parse_arguments() {
  prefix=
  modify_rc=yes
  assume_yes=no
  action=install
  policy=
  policy_key=
  while [ $# -gt 0 ]; do
    case $1 in
      --prefix)
        if [ $# -lt 2 ] || [ -z "$2" ]; then fail 64 '--prefix needs a folder' './install.sh --prefix DIR'; fi
        prefix=$2
        shift
        ;;
      --prefix=?*) prefix=${1#--prefix=} ;;
      --no-modify-rc) modify_rc=no ;;
      --yes | -y) assume_yes=yes ;;
      --uninstall) action=uninstall ;;
      --policy | --policy-key)
        if [ $# -lt 2 ] || [ -z "$2" ]; then fail 64 "$1 needs a value" "$policy_hint"; fi
        case $1 in --policy) policy=$2 ;; *) policy_key=$2 ;; esac
        shift
        ;;
      --policy=?*) policy=${1#--policy=} ;;
      --policy-key=?*) policy_key=${1#--policy-key=} ;;
      --help | -h)
        usage
        exit 0
        ;;
      --)
        shift
        break
        ;;
      *) fail 64 "unknown argument \`$1\`" './install.sh --help' ;;
    esac
    shift
  done
  if [ -n "$policy$policy_key" ] && { [ -z "$policy" ] || [ -z "$policy_key" ]; }; then
    fail 64 '--policy and --policy-key go together' "$policy_hint"
  fi
  # What is left is the command, read by main.
  left=$#
}

# The person's home and the prefix, absolute. Without HOME, the system's own record of it.
find_places() {
  if [ -z "${HOME:-}" ]; then
    HOME=$(eval printf %s "~$(id -un)")
    case $HOME in /*) ;; *) fail 69 'HOME is not set and the system knows no home for you' 'set HOME and run this again' ;; esac
    export HOME
  fi
  [ -n "$prefix" ] || prefix=${XDG_DATA_HOME:-$HOME/.local/share}/sallyport
  case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac
  case $prefix in *"'"* | *'
'*) fail 64 "the prefix \`$prefix\` holds a quote or a line break" 'choose another folder' ;; esac
  shims=$prefix/shims
}

agree() { # QUESTION
  [ "$assume_yes" = yes ] && return 0
  if ! (: </dev/tty) 2>/dev/null; then
    fail 77 'there is no terminal to ask on' 'say --yes to agree beforehand'
  fi
  printf '%s [y/N] ' "$1" >/dev/tty
  read -r answer </dev/tty || answer=
  case $answer in
    y | Y | yes) ;;
    *) fail 77 'not agreed to, nothing was changed' 'run it again when you like' ;;
  esac
}

# ---- installing ----

clean_up() { if [ -n "${work:-}" ]; then rm -rf "$work"; fi; }

# The runtime: a copy of the Node that is there, or the pinned one. A copy that does not run (a distribution's Node may need
# libraries beside it) is replaced by the pinned one.
install_runtime() { # DIR
  if found=$(find_node); then
    say "copying the runtime from $found"
    cp "$found" "$1/node" && chmod 755 "$1/node"
    if is_new_enough "$1/node"; then return 0; fi
    rm -f "$1/node"
    say "that Node does not run from another place"
  fi
  fetch_node "$1" || exit 69
}

# dist/: there already in a packed release, built from the sources of a clone.
install_bundle() { # DIR
  if [ ! -d "$source_folder/src" ]; then
    [ -f "$source_folder/dist/main.js" ] || fail 69 "\`$source_folder\` is neither a clone nor a release of sallyport" 'unpack the release whole'
    cp -R "$source_folder/dist" "$1/dist"
    return 0
  fi
  npm=$(first_candidate npm) || fail 69 'building from a clone needs npm' 'install npm, or use a packed release'
  build=$work/build
  mkdir "$build"
  for item in package.json package-lock.json tsconfig.json src data scripts; do cp -R "$source_folder/$item" "$build/$item"; done
  if [ -f "$source_folder/.npmrc" ]; then cp "$source_folder/.npmrc" "$build/.npmrc"; fi
  say 'installing what the build needs (npm ci)'
  (
    cd "$build"
    PATH=$1:$PATH npm_config_loglevel=error "$npm" ci --ignore-scripts --no-audit --no-fund >"$work/npm.log" 2>&1 && PATH=$1:$PATH "$1/node" scripts/build.ts
  ) || {
    cat "$work/npm.log" >&2
    fail 69 'the build failed' 'the output of npm stands above'
  }
  cp -R "$build/dist" "$1/dist"
}

# A shell that drops variables whose names no shell can write would take `npm_config_@acme:registry` from npm. Where /bin/sh is
# one (dash, ash) and bash is there, bash runs the shims; with -p it reads no BASH_ENV and takes no functions from outside.
shim_shebang() {
  if ! keeps_names /bin/sh && [ -x /bin/bash ] && keeps_names /bin/bash -p; then echo '#!/bin/bash -p'; else echo '#!/bin/sh'; fi
}

keeps_names() { # SHELL …
  env 'npm_config_@probe:registry=kept' "$@" -c env 2>/dev/null | grep -q '^npm_config_@probe:registry=kept$'
}

write_launcher() {
  cat <<'L' | replace_file "$prefix/bin/sallyport"
#!/bin/sh
# Starts sallyport on its own runtime.
here=$(cd "${0%/*}" && pwd -P)
if [ "${NODE_OPTIONS+set}" = set ]; then
  SALLYPORT_NODE_OPTIONS=$NODE_OPTIONS
  export SALLYPORT_NODE_OPTIONS
  unset NODE_OPTIONS
fi
exec "$here/../lib/node" --disable-warning=ExperimentalWarning "$here/../lib/dist/main.js" "$@"
L
  chmod 755 "$prefix/bin/sallyport"
}

install_everything() {
  say "sallyport will be installed under $prefix"
  if [ "$modify_rc" = yes ]; then
    rc_files | while read -r _ file; do say "a marked block will be added to $file"; done
  fi
  agree 'Go on?'
  umask 022
  mkdir -p "$prefix" 2>/dev/null || fail 69 "\`$prefix\` cannot be made" 'choose another folder with --prefix'
  [ -w "$prefix" ] || fail 69 "\`$prefix\` is not writable" 'choose another folder with --prefix'
  chmod 755 "$prefix"
  mkdir -p "$prefix/versions" "$prefix/bin" "$shims"
  work=$(mktemp -d "$prefix/.install-XXXXXX")
  trap clean_up EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  mkdir "$work/version"
  install_runtime "$work/version"
  install_bundle "$work/version"

  # Everything is ready beside the installation; from here on each step is one rename.
  id=$(date +%Y%m%d%H%M%S)-$$
  mv "$work/version" "$prefix/versions/$id"
  previous=$(readlink "$prefix/lib" 2>/dev/null || :)
  ln -s "versions/$id" "$work/lib"
  "$prefix/versions/$id/node" -e 'require("fs").renameSync(process.argv[1], process.argv[2])' "$work/lib" "$prefix/lib"
  write_launcher
  for tool in $TOOLS; do
    { printf '%s\n' "$(shim_shebang)" && sed 1d "$source_folder/shims/shim.sh"; } | replace_file "$shims/$tool"
    chmod 755 "$shims/$tool"
  done
  printf 'A folder of shims: tools are looked for elsewhere.\n' | replace_file "$shims/.sallyport-shims"
  fill_in "$source_folder/shims/functions.sh" | replace_file "$prefix/env.sh"
  fill_in "$source_folder/shims/functions.fish" | replace_file "$prefix/env.fish"
  mkdir -p "$prefix/scripts"
  replace_file "$prefix/install.sh" <"$source_folder/install.sh" && chmod 755 "$prefix/install.sh"
  for script in runtime.sh start-up-files.sh; do
    replace_file "$prefix/scripts/$script" <"$source_folder/scripts/$script"
  done
  prune_versions "versions/$id" "$previous"
  if [ "$modify_rc" = yes ]; then
    rc_files | while read -r kind file; do
      if add_block "$kind" "$file"; then say "changed $file"; else say "could not change $file; the shims are in $shims"; fi
    done
  fi
  say "installed; open a new shell, or put $shims first on PATH"
  enrol
  "$prefix/bin/sallyport" doctor || say 'doctor found something broken (see above)'
}

# An installation that was to be enrolled and is not must not look like one that is.
enrol() {
  [ -n "$policy" ] || return 0
  say "enrolling in the policy of the team: $policy"
  code=0
  "$prefix/bin/sallyport" policy add "$policy" --key "$policy_key" || code=$?
  [ "$code" -eq 0 ] || fail "$code" 'installed, but not enrolled in the policy of the team (see above)' "\`$prefix/bin/sallyport policy add $policy --key $policy_key\` tries again"
}

fill_in() { # TEMPLATE
  awk -v shims="$shims" '{ while ((i = index($0, "@SHIMS@")) > 0) $0 = substr($0, 1, i - 1) shims substr($0, i + 7); print }' "$1"
}

# The version before this one may be running; older ones go.
prune_versions() { # NEW PREVIOUS
  for version in "$prefix"/versions/*; do
    case versions/${version##*/} in
      "$1" | "$2") ;;
      *) rm -rf "$version" ;;
    esac
  done
}

# ---- removing ----

uninstall_everything() {
  say "sallyport will be removed from $prefix"
  files_with_block | while read -r file; do say "its block will be taken out of $file"; done
  agree 'Go on?'
  files_with_block | while read -r file; do remove_block "$file"; done
  if [ -d "$prefix/team" ]; then say 'the policy of the team goes with it'; fi
  for item in lib versions shims bin env.sh env.fish scripts install.sh team team.lock .team-aside; do rm -rf "${prefix:?}/$item"; done
  rmdir "$prefix" 2>/dev/null || :
  say "removed; what was recorded stays in ${XDG_STATE_HOME:-$HOME/.local/state}/sallyport"
}

main() {
  parse_arguments "$@"
  while [ $# -gt "$left" ]; do shift; done
  find_places
  source_folder=$(cd "$(dirname "$0")" && pwd)
  # shellcheck source=scripts/start-up-files.sh
  . "$source_folder/scripts/start-up-files.sh"
  if [ "$action" = uninstall ]; then
    uninstall_everything
    return 0
  fi
  # shellcheck source=scripts/runtime.sh
  . "$source_folder/scripts/runtime.sh"
  install_everything
  clean_up
  trap - EXIT INT TERM HUP
  if [ $# -gt 0 ]; then
    say "running through the shims: $*"
    PATH=$shims:$PATH
    export PATH
    exec "$@"
  fi
}

main "$@"

# Loaded by the bats files: a scratch home, a packed release with a stand-in program, an environment made of nothing.

checkout=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)

make_scratch() {
  scratch=$(mktemp -d)
  export HOME=$scratch/home
  prefix=$scratch/prefix
  mkdir -p "$HOME" "$scratch/bin" "$scratch/release/dist/data"
  node=$(command -v node)
  unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME ZDOTDIR NODE_OPTIONS SALLYPORT SALLYPORT_DEPTH CI BASH_ENV ENV
  # A release as it is packed: no sources, the program built.
  mkdir -p "$scratch/release/shims" "$scratch/release/scripts"
  cp "$checkout/install.sh" "$scratch/release/"
  cp "$checkout"/shims/* "$scratch/release/shims/"
  cp "$checkout/scripts/runtime.sh" "$checkout/scripts/start-up-files.sh" "$scratch/release/scripts/"
  program one
  for tool in npm npx pip pip3 docker; do fake_tool "$scratch/bin" "$tool"; done
  export PATH=$scratch/bin:${node%/*}:/usr/bin:/bin
}

# The program of the release: says its label and its arguments, one in brackets each, and the options it runs under.
program() { # LABEL
  cat >"$scratch/release/dist/main.js" <<J
const words = process.argv.slice(2)
if (words[0] === 'doctor') console.log('doctor of $1')
else if (words[0] === 'policy') {
  console.log('policy of $1', ...words.map((word) => '[' + word + ']'))
  process.exit(Number(process.env.ENROLLING_ENDS ?? 0))
}
else console.log('gate $1', ...words.map((word) => '[' + word + ']'), 'options=' + (process.env.NODE_OPTIONS ?? 'unset'), 'saved=' + (process.env.SALLYPORT_NODE_OPTIONS ?? 'unset'), 'depth=' + process.env.SALLYPORT_DEPTH)
J
}

fake_tool() { # FOLDER NAME [SHELL LINES]
  # shellcheck disable=SC2016 # the tool expands it
  local lines='printf "real %s" "${0##*/}"; for word; do printf " [%s]" "$word"; done; echo'
  mkdir -p "$1"
  printf '#!/bin/sh\n%s\n' "${3:-$lines}" >"$1/$2"
  chmod 755 "$1/$2"
}

install_release() { # [ARGUMENTS]
  sh "$scratch/release/install.sh" --prefix "$prefix" --yes "$@"
}

with_shims() { # COMMAND …
  PATH=$prefix/shims:$PATH "$@"
}

remove_scratch() { rm -rf "$scratch"; }

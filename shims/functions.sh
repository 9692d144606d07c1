# shellcheck shell=sh
# Sourced by bash, zsh and other POSIX shells (through the block that install.sh adds to their start-up files). Puts the shims
# first on PATH, and calls them through functions, so that an activated virtual environment or nvm does not slip in front.
# If the shims are gone, the functions fail and say so: a gate that vanished must not look like a gate that agreed.

SALLYPORT_SHIMS='@SHIMS@'
case $PATH: in
  "$SALLYPORT_SHIMS":*) ;;
  *)
    PATH=$SALLYPORT_SHIMS:$PATH
    export PATH
    ;;
esac
unalias npm npx pip pip3 docker 2>/dev/null || :
npm() { '@SHIMS@/npm' "$@"; }
npx() { '@SHIMS@/npx' "$@"; }
pip() { '@SHIMS@/pip' "$@"; }
pip3() { '@SHIMS@/pip3' "$@"; }
docker() { '@SHIMS@/docker' "$@"; }
unset SALLYPORT_SHIMS

#!/bin/sh
# The block of sallyport in the shells' start-up files: finds them, adds it, takes it out again byte for byte. Sourced by
# install.sh, which sets `prefix`; runs nothing by itself.

BLOCK_BEGIN='# >>> sallyport >>>'
BLOCK_END='# <<< sallyport <<<'

# One line each: KIND PATH, for every shell that this person has.
rc_files() {
  if command -v bash >/dev/null 2>&1 || [ -e "$HOME/.bashrc" ]; then
    printf 'sh %s\n' "$HOME/.bashrc"
    # Login shells read the first of these; macOS terminals start login shells.
    for login in "$HOME/.bash_profile" "$HOME/.bash_login" "$HOME/.profile"; do
      if [ -e "$login" ]; then
        printf 'sh %s\n' "$login"
        break
      fi
    done
  fi
  if command -v zsh >/dev/null 2>&1 || [ -e "${ZDOTDIR:-$HOME}/.zshrc" ]; then
    printf 'sh %s\n' "${ZDOTDIR:-$HOME}/.zshrc"
  fi
  if command -v fish >/dev/null 2>&1; then
    printf 'fish %s\n' "${XDG_CONFIG_HOME:-$HOME/.config}/fish/conf.d/sallyport.fish"
  fi
}

has_block() { [ -f "$1" ] && grep -qxF "$BLOCK_BEGIN" "$1"; }

# Every file that could hold our block, whichever shells are here today.
files_with_block() {
  for file in "$HOME/.bashrc" "$HOME/.bash_profile" "$HOME/.bash_login" "$HOME/.profile" "${ZDOTDIR:-$HOME}/.zshrc" \
    "${XDG_CONFIG_HOME:-$HOME/.config}/fish/conf.d/sallyport.fish"; do
    if has_block "$(real_file "$file")"; then printf '%s\n' "$file"; fi
  done
}

# A start-up file may be a symbolic link into somebody's dotfiles: the file it leads to is changed, the link stays.
real_file() {
  real_file_path=$1
  real_file_left=40
  while [ -L "$real_file_path" ] && [ "$real_file_left" -gt 0 ]; do
    real_file_target=$(readlink "$real_file_path")
    case $real_file_target in
      /*) real_file_path=$real_file_target ;;
      *) real_file_path=${real_file_path%/*}/$real_file_target ;;
    esac
    real_file_left=$((real_file_left - 1))
  done
  printf '%s\n' "$real_file_path"
}

# Written whole beside the file, with its mode and owner, and then put in its place.
replace_file() { # PATH, content on standard input
  replace_file_new=$1.sallyport-$$
  if [ -e "$1" ]; then cp -p "$1" "$replace_file_new"; fi
  if cat >"$replace_file_new" && mv -f "$replace_file_new" "$1"; then return 0; fi
  rm -f "$replace_file_new"
  return 1
}

add_block() { # KIND PATH
  add_block_file=$(real_file "$2")
  if has_block "$add_block_file"; then remove_block "$2"; fi
  mkdir -p "${add_block_file%/*}"
  # shellcheck disable=SC2154 # set by install.sh
  add_block_source=$prefix/env.sh
  [ "$1" = fish ] && add_block_source=$prefix/env.fish
  # A file without a line break at its end gets one inside the block's first line's mark, so that removal restores it.
  add_block_joint=
  if [ -s "$add_block_file" ] && [ "$(tail -c 1 "$add_block_file" | wc -l)" -eq 0 ]; then add_block_joint=' (no line break before)'; fi
  add_block_created=
  [ -e "$add_block_file" ] || add_block_created=' (file created)'
  {
    if [ -e "$add_block_file" ]; then cat "$add_block_file"; fi
    if [ -n "$add_block_joint" ]; then printf '\n'; fi
    printf '%s\n' "$BLOCK_BEGIN"
    printf '# Written by the install.sh of sallyport, whose --uninstall takes it out.%s%s\n' "$add_block_joint" "$add_block_created"
    if [ "$1" = fish ]; then
      printf "test -r '%s'; and source '%s'\n" "$add_block_source" "$add_block_source"
    else
      printf "[ -r '%s' ] && . '%s'\n" "$add_block_source" "$add_block_source"
    fi
    printf '%s\n' "$BLOCK_END"
  } | replace_file "$add_block_file"
}

# Takes out our block and nothing else; bytes around it stay as they are. A file that we made and nobody added to goes.
remove_block() { # PATH
  remove_block_file=$(real_file "$1")
  has_block "$remove_block_file" || return 0
  remove_block_note=$(grep -xF -A1 "$BLOCK_BEGIN" "$remove_block_file" | tail -n 1)
  remove_block_rest=$remove_block_file.sallyport-rest-$$
  (umask 077 && awk -v begin="$BLOCK_BEGIN" -v end="$BLOCK_END" '
    $0 == begin && !seen { inside = 1; seen = 1 }
    !inside { print }
    $0 == end { inside = 0 }
  ' "$remove_block_file" >"$remove_block_rest")
  case $remove_block_note in
    *'(no line break before)'*) strip_last_break "$remove_block_file" "$remove_block_rest" ;;
  esac
  # awk ends the last line; a file that did not keeps not doing so.
  if [ "$(tail -c 1 "$remove_block_file" | wc -l)" -eq 0 ]; then strip_last_break '' "$remove_block_rest"; fi
  case $remove_block_note in
    *'(file created)'*)
      if [ ! -s "$remove_block_rest" ]; then
        rm -f "$remove_block_rest" "$remove_block_file"
        return 0
      fi
      ;;
  esac
  replace_file "$remove_block_file" <"$remove_block_rest"
  rm -f "$remove_block_rest"
}

# Drops the last byte of FILE if the block was the last thing in ORIGINAL (or always, where ORIGINAL is empty).
strip_last_break() { # ORIGINAL FILE
  if [ -n "$1" ] && [ "$(tail -n 1 "$1")" != "$BLOCK_END" ]; then return 0; fi
  strip_last_break_size=$(wc -c <"$2")
  [ "$strip_last_break_size" -gt 0 ] || return 0
  head -c $((strip_last_break_size - 1)) "$2" >"$2.short" && mv -f "$2.short" "$2"
}

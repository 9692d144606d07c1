#!/usr/bin/env bats
# install.sh from a packed release: what it writes, what it asks, and that removal leaves no trace.

load scratch

setup() { make_scratch; }
teardown() { remove_scratch; }

@test "installs, says each change, ends with doctor, and runs a command through the shims" {
  touch "$HOME/.bashrc"
  run install_release -- npm install express
  [ "$status" -eq 0 ]
  [[ $output == *"block will be added to $HOME/.bashrc"* ]]
  [[ $output == *"doctor of one"* ]]
  [[ $output == *"gate one [run] [npm] [--] [install] [express]"* ]]
  for tool in npm npx pip pip3 docker; do [ -x "$prefix/shims/$tool" ]; done
  "$prefix/lib/node" --version
}

@test "the exit code of the command is that of install.sh" {
  fake_tool "$scratch/bin" npm 'exit 42'
  run install_release --no-modify-rc -- npm run x
  [ "$status" -eq 42 ]
}

@test "uninstall restores every start-up file byte for byte" {
  printf 'alias ll="ls -l"' >"$HOME/.bashrc" # no line break at the end
  printf 'export A=1\n\n\n' >"$HOME/.zshrc"
  chmod 600 "$HOME/.zshrc"
  printf '' >"$HOME/.profile"
  cp -Rp "$HOME" "$scratch/before"
  install_release
  grep -q sallyport "$HOME/.bashrc"
  install_release
  run sh "$prefix/install.sh" --uninstall --prefix "$prefix" --yes
  [ "$status" -eq 0 ]
  for file in .bashrc .zshrc .profile; do cmp "$HOME/$file" "$scratch/before/$file"; done
  [ "$(stat -c %a "$HOME/.zshrc")" = 600 ]
  [ ! -e "$prefix" ]
  [ ! -e "$HOME/.config/fish/conf.d/sallyport.fish" ]
}

@test "a file that the installer made goes; one that a person added to stays with what they added" {
  rm -f "$HOME/.bashrc"
  install_release
  [ -e "$HOME/.bashrc" ]
  printf 'mine=1\n' >>"$HOME/.bashrc"
  sh "$prefix/install.sh" --uninstall --prefix "$prefix" --yes
  [ "$(cat "$HOME/.bashrc")" = mine=1 ]
}

@test "lines around the block that a person changed stay changed" {
  printf 'before=1\n' >"$HOME/.bashrc"
  install_release
  { printf 'top=1\n'; cat "$HOME/.bashrc"; printf 'bottom=1'; } >"$scratch/edited"
  cp "$scratch/edited" "$HOME/.bashrc"
  sh "$prefix/install.sh" --uninstall --prefix "$prefix" --yes
  printf 'top=1\nbefore=1\nbottom=1' | cmp - "$HOME/.bashrc"
}

@test "a start-up file that is a link into dotfiles stays a link" {
  mkdir "$HOME/dotfiles"
  printf 'x=1\n' >"$HOME/dotfiles/bashrc"
  ln -s dotfiles/bashrc "$HOME/.bashrc"
  install_release
  [ -L "$HOME/.bashrc" ]
  grep -q sallyport "$HOME/dotfiles/bashrc"
  sh "$prefix/install.sh" --uninstall --prefix "$prefix" --yes
  [ -L "$HOME/.bashrc" ]
  [ "$(cat "$HOME/dotfiles/bashrc")" = x=1 ]
}

@test "installing twice changes nothing but the version, and keeps one block" {
  printf 'x=1\n' >"$HOME/.bashrc"
  install_release
  cp "$HOME/.bashrc" "$scratch/once"
  install_release
  cmp "$HOME/.bashrc" "$scratch/once"
  [ "$(grep -c '>>> sallyport >>>' "$HOME/.bashrc")" -eq 1 ]
}

@test "an upgrade does not break a run that is going on, and the next run is the new version" {
  install_release --no-modify-rc
  cat >"$prefix/lib/dist/main.js" <<'J'
import {existsSync, writeFileSync} from 'node:fs'
writeFileSync(process.env.HOME + '/started', '')
while (!existsSync(process.env.HOME + '/go')) await new Promise((resolve) => setTimeout(resolve, 20))
const {late} = await import('./late.js')
console.log(late)
J
  echo "export const late = 'still whole'" >"$prefix/lib/dist/late.js"
  echo '{"type":"module"}' >"$prefix/lib/dist/package.json"
  with_shims npm install x >"$scratch/running" &
  running=$!
  until [ -e "$HOME/started" ]; do :; done
  program two
  install_release --no-modify-rc
  touch "$HOME/go"
  wait $running
  [ "$(cat "$scratch/running")" = 'still whole' ]
  run with_shims npm install x
  [[ $output == "gate two"* ]]
}

@test "versions older than the one before are taken away" {
  for label in one two three four; do
    program "$label"
    install_release --no-modify-rc
  done
  [ "$(find "$prefix/versions" -mindepth 1 -maxdepth 1 | wc -l)" -eq 2 ]
}

@test "nothing is changed without agreement" {
  touch "$HOME/.bashrc"
  run setsid sh "$scratch/release/install.sh" --prefix "$prefix" </dev/null
  [ "$status" -eq 77 ]
  [[ $output == *"hint: say --yes"* ]]
  [ ! -e "$prefix" ]
  [ ! -s "$HOME/.bashrc" ]
}

@test "wrong arguments: 64 and a hint" {
  for words in --frobnicate '--prefix' '--policy https://policy.example' '--policy-key K' '--policy' '--policy= --policy-key=K'; do
    # shellcheck disable=SC2086 # several words are meant
    run sh "$scratch/release/install.sh" $words
    [ "$status" -eq 64 ]
    [[ $output == *"hint: "* ]]
  done
}

@test "--policy and --policy-key enrol, before doctor and the command" {
  run install_release --no-modify-rc --policy 'https://policy.example/a b.yaml' --policy-key=sallyport-ed25519:AB+/= -- npm install x
  [ "$status" -eq 0 ]
  [[ $output == *"policy of one [policy] [add] [https://policy.example/a b.yaml] [--key] [sallyport-ed25519:AB+/=]"*"doctor of one"*"gate one"* ]]
}

@test "not enrolled: the exit code of enrolling, a sentence, and no command" {
  export ENROLLING_ENDS=78
  run install_release --no-modify-rc --policy https://policy.example/p --policy-key K -- npm install x
  [ "$status" -eq 78 ]
  [[ $output == *"installed, but not enrolled"*"hint: \`$prefix/bin/sallyport policy add https://policy.example/p --key K\` tries again"* ]]
  [[ $output != *"gate one"* ]]
  unset ENROLLING_ENDS
  run with_shims npm install x
  [[ $output == "gate one [run] [npm]"* ]]
}

@test "the policy of the team stays over an upgrade and goes with the installation" {
  install_release --no-modify-rc
  mkdir "$prefix/team"
  printf 'version: 1\n' >"$prefix/team/policy.yaml"
  : >"$prefix/team.lock"
  program two
  install_release --no-modify-rc
  [ -e "$prefix/team/policy.yaml" ]
  run sh "$prefix/install.sh" --uninstall --prefix "$prefix" --yes
  [ "$status" -eq 0 ]
  [[ $output == *"the policy of the team goes with it"* ]]
  [ ! -e "$prefix" ]
}

@test "a prefix that cannot be made: 69 and a hint" {
  : >"$scratch/file"
  run sh "$scratch/release/install.sh" --prefix "$scratch/file/prefix" --yes
  [ "$status" -eq 69 ]
  [[ $output == *"hint: choose another folder"* ]]
}

@test "a prefix with spaces works" {
  prefix="$scratch/a place with spaces"
  install_release
  run with_shims npm install x
  [[ $output == "gate one [run] [npm]"* ]]
  run bash --norc -ic ". '$prefix/env.sh'; type npm"
  [[ $output == *"npm is a function"* ]]
}

@test "HOME unset: the system's record of it is used" {
  run env -u HOME sh "$scratch/release/install.sh" --prefix "$prefix" --no-modify-rc --yes
  [ "$status" -eq 0 ]
}

@test "an install that is killed leaves the installation before it working" {
  install_release --no-modify-rc
  fake_tool "$scratch/bin" node 'kill -9 $PPID; sleep 5'
  run sh "$scratch/release/install.sh" --prefix "$prefix" --no-modify-rc --yes
  rm "$scratch/bin/node"
  run with_shims npm install x
  [[ $output == "gate one [run] [npm]"* ]]
}

@test "bash: the function wins over an activated virtual environment, and finds the environment's own pip" {
  install_release
  fake_tool "$scratch/venv" pip 'echo venv pip "$@"'
  run bash -ic "PATH=$scratch/venv:\$PATH; type -t pip; pip list; pip install x"
  [[ $output == *function* ]]
  [[ $output == *"venv pip list"* ]]
  [[ $output == *"gate one [run] [pip] [--] [install] [x]"* ]]
}

@test "zsh: the shims come first and the functions are there" {
  command -v zsh >/dev/null || skip "zsh is not installed"
  install_release
  run zsh -ic 'whence -w npm; npm install x'
  [[ $output == *"npm: function"* ]]
  [[ $output == *"gate one [run] [npm] [--] [install] [x]"* ]]
}

@test "fish: the shims come first and the functions are there" {
  command -v fish >/dev/null || skip "fish is not installed"
  install_release
  run fish -ic 'functions -q npm; and echo function; npm install "a b"'
  [[ $output == *function* ]]
  [[ $output == *"gate one [run] [npm] [--] [install] [a b]"* ]]
}

@test "a person's own alias for a tool does not slip in front" {
  printf "alias npm='echo alias'\n" >"$HOME/.bashrc"
  install_release
  run bash -ic 'npm install x'
  [[ $output == *"gate one [run] [npm]"* ]]
}

@test "variables that no shell can name reach the tool and the gate, where there is a shell that keeps them" {
  [ -x /bin/bash ] || skip "no shell that keeps them"
  printf '#!/bin/bash -p\nexec env\n' >"$scratch/bin/npm" # no sh, which would drop them
  printf '%s\n' 'for (const [name, value] of Object.entries(process.env)) console.log(name + "=" + value)' >"$scratch/release/dist/main.js"
  install_release --no-modify-rc
  for words in 'run x' 'install x'; do
    # shellcheck disable=SC2086 # two words
    run with_shims env 'npm_config_@acme:registry=http://127.0.0.1:1/' 'npm_config_//127.0.0.1:1/:_authToken=t' npm $words
    [ "$status" -eq 0 ]
    [[ $output == *'npm_config_@acme:registry=http://127.0.0.1:1/'* ]]
    [[ $output == *'npm_config_//127.0.0.1:1/:_authToken=t'* ]]
  done
}

@test "the shell of the shims reads no start-up file and takes no function from the environment" {
  install_release --no-modify-rc
  echo 'echo from BASH_ENV' >"$scratch/start"
  run with_shims env BASH_ENV="$scratch/start" ENV="$scratch/start" 'BASH_FUNC_printf%%=() { echo from outside; }' 'BASH_FUNC_exec%%=() { echo from outside; }' npm install x
  [ "$status" -eq 0 ]
  [[ $output == "gate one [run] [npm]"* ]]
  [[ $output != *from* ]]
}

#!/usr/bin/env bats
# The shim: what goes straight to the real tool, what goes to the gate, and what it does when things are broken.

bats_require_minimum_version 1.5.0
load scratch

setup() {
  make_scratch
  mkdir -p "$prefix/lib/dist" "$prefix/shims"
  ln -s "$node" "$prefix/lib/node"
  cp "$scratch/release/dist/main.js" "$prefix/lib/dist/"
  for tool in npm npx pip pip3 pip3.11 docker; do cp "$checkout/shims/shim.sh" "$prefix/shims/$tool"; done
  : >"$prefix/shims/.sallyport-shims"
}

teardown() { remove_scratch; }

expect_real() { # TOOL ARGUMENTS…
  run with_shims "$@"
  [ "$status" -eq 0 ] || { echo "$output"; return 1; }
  [[ $output == "real $1"* ]] || { echo "expected the real tool: $output"; return 1; }
}

expect_gate() { # TOOL ARGUMENTS…
  run with_shims "$@"
  [[ $output == "gate one [run] [$1] [--]"* ]] || { echo "expected the gate: $output"; return 1; }
}

@test "commands of npm that can never fetch go straight to npm" {
  for verb in run run-script test t start stop restart ls list root prefix config help whoami ping pkg explain search; do
    expect_real npm "$verb" x --flag
  done
  expect_real npm
  for word in --version -v --help -h version; do expect_real npm "$word"; done
}

@test "everything else of npm goes to the gate" {
  for verb in install i in ins isntall add ci cit it update up exec x init create link dedupe prune uninstall audit rebuild pack cache publish diff unknown docs view fund edit patch stage; do
    expect_gate npm "$verb" x
  done
}

@test "a flag before the command goes to the gate, whatever follows" {
  expect_gate npm --loglevel silent run x
  expect_gate npm -w a install x
  expect_gate npm --version false install x
  expect_gate npm -v false install x
  expect_gate npm --help false install x
  expect_gate pip --python x install y
  expect_gate docker -H x pull y
  expect_gate docker --version=false pull y
}

@test "a word that only begins like a safe one goes to the gate" {
  for verb in ru tes RUN Run runs 'run ' ''; do expect_gate npm "$verb" x; done
}

@test "npx goes to the gate but for its version and help" {
  expect_gate npx cowsay
  expect_gate npx --yes cowsay
  expect_gate npx
  expect_real npx --version
}

@test "pip: what lists and shows is straight, what fetches is judged" {
  for verb in list show freeze check config cache hash help inspect uninstall; do expect_real pip "$verb" x; done
  for verb in install download wheel lock index instal; do expect_gate pip "$verb" x; done
  expect_real pip --version
  expect_gate pip3.11 install x
}

@test "docker: what cannot pull is straight, what may pull is judged" {
  for verb in ps images version info logs inspect exec start stop rm rmi tag cp push logout; do expect_real docker "$verb" x; done
  for verb in pull run create build compose buildx image container service stack plugin import login unknown; do expect_gate docker "$verb" x; done
}

@test "arguments arrive as they were typed" {
  run with_shims npm install 'a b' '' "it's" '*' '$HOME' $'x\ny'
  [ "${lines[0]}" = "gate one [run] [npm] [--] [install] [a b] [] [it's] [*] [\$HOME] [x" ]
}

@test "the first tool outside of every folder of shims is the real one" {
  mkdir -p "$scratch/second" && cp "$checkout/shims/shim.sh" "$scratch/second/npm" && : >"$scratch/second/.sallyport-shims"
  ln -s "$prefix/shims" "$scratch/link"
  PATH=$scratch/second:$scratch/link:$prefix/shims/:$PATH
  expect_real npm run x
}

@test "empty and relative entries of PATH are passed over: a cloned repository's ./npm is not run" {
  fake_tool "$scratch/repository" npm 'echo stranger'
  fake_tool "$scratch/repository/bin" npm 'echo stranger'
  cd "$scratch/repository"
  PATH=:.:bin:$PATH
  expect_real npm run x
}

@test "an entry of PATH with spaces, and one that does not exist" {
  fake_tool "$scratch/with some spaces" npm 'echo spaced'
  run env PATH="$prefix/shims:/does/not exist:$scratch/with some spaces:/usr/bin:/bin" npm run x
  [ "$output" = spaced ]
}

@test "no real tool: 127 and two lines" {
  rm "$scratch/bin/npm"
  run -127 env PATH="$prefix/shims" "$prefix/shims/npm" install x
  [ "$status" -eq 127 ]
  [ "${#lines[@]}" -eq 2 ]
}

@test "a damaged runtime refuses what may fetch, with two lines, and lets through what cannot" {
  rm "$prefix/lib/node"
  run with_shims npm install x
  [ "$status" -eq 69 ]
  [ "${#lines[@]}" -eq 2 ]
  [[ ${lines[1]} == hint:* ]]
  expect_real npm run x
}

@test "a wrapper that calls the tool by name again ends after 40 rounds" {
  fake_tool "$scratch/bin" npm 'exec npm "$@"'
  run with_shims npm run x
  [ "$status" -eq 70 ]
  [[ $output == *"inside itself"* ]]
}

@test "the loop guard is no way past the gate, and strange values do not break it" {
  for depth in 1 39 x '' '$(touch owned)' 99999999999999999999 -5; do
    SALLYPORT_DEPTH=$depth expect_gate npm install x
  done
  [ ! -e owned ]
}

@test "NODE_OPTIONS is kept from our runtime and handed on" {
  NODE_OPTIONS=--no-warnings expect_gate npm install x
  [[ $output == *"options=unset saved=--no-warnings"* ]]
  SALLYPORT_NODE_OPTIONS=--evil expect_gate npm install x
  [[ $output == *"options=unset saved=unset"* ]]
}

@test "exit status and signals of the real tool are its own" {
  fake_tool "$scratch/bin" npm 'exit 42'
  run with_shims npm run x
  [ "$status" -eq 42 ]
  fake_tool "$scratch/bin" npm 'kill -TERM $$'
  run with_shims npm run x
  [ "$status" -eq 143 ]
}

@test "a shim called through a symbolic link of another folder finds its installation only by its own folder" {
  ln -s "$prefix/shims/npm" "$scratch/npm-link"
  run -127 with_shims "$scratch/npm-link" install x
}

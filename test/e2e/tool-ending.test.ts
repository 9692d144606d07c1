// The real tool's streams, exit status and signals are its own.

import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {Scratch} from '../support/scratch.ts'

function gate(script: string) {
  const scratch = new Scratch().withNode().installShims()
  writeFileSync(join(scratch.bin, 'npm'), `#!/bin/sh\n${script}\n`, {mode: 0o755})
  onTestFinished(() => scratch.remove())
  return scratch
}

test.each([0, 1, 7, 77, 255])('exit code %i', async (code) => {
  expect((await gate(`exit ${code}`).run('npm', ['install', 'express'])).code).toBe(code)
})

test.each(['SIGTERM', 'SIGKILL', 'SIGHUP', 'SIGINT', 'SIGSEGV'] as const)('a tool that dies of %s', async (signal) => {
  const {signal: seen} = await gate(`kill -${signal.slice(3)} $$`).run('npm', ['install', 'express'])
  expect(seen).toBe(signal)
})

test('standard input, output and error reach the tool and come from it, byte for byte', async () => {
  const scratch = gate('cat; echo problem >&2')
  const {stdout, stderr} = await scratch.run('npm', ['install', 'express'], {input: 'in\u0000put\ny\n'})
  expect({stdout, stderr}).toEqual({stdout: 'in\u0000put\ny\n', stderr: 'problem\n'})
})

test('Ctrl-C reaches the tool once, and its own answer to it stands', async () => {
  const terminal = gate(
    `trap 'echo caught >> caught.txt; exit 42' INT; echo ready; while :; do sleep 0.05; done`,
  ).runInTerminal(`trap : INT; npm install express; echo "ended $?"; cat caught.txt`)
  await terminal.expectText('ready')
  terminal.type('\u0003')
  await terminal.exit
  expect(terminal.text()).toContain('ended 42')
  expect(terminal.text().split('caught').length).toBe(2)
})

test('SIGTERM to us ends the tool and leaves no child behind', async () => {
  const scratch = gate(
    `echo $$ > tool.pid; trap 'echo terminated > end.txt; exit 3' TERM; echo ready; while :; do sleep 0.05; done`,
  )
  const terminal = scratch.runInTerminal(
    'npm install express & wait_for=$!; echo "pid $wait_for;"; wait $wait_for; echo "ended $?"',
  )
  await terminal.expectText('ready')
  const pid = Number(/pid (\d+);/.exec(terminal.text())?.[1])
  process.kill(pid, 'SIGTERM')
  await terminal.expectText('ended 3')
  expect(readFileSync(join(scratch.project, 'end.txt'), 'utf8')).toBe('terminated\n')
})

test('arguments arrive as they were typed: spaces, quotes, line breaks, empty words', async () => {
  const scratch = new Scratch().withNode().withFakeTool({name: 'npm'}).installShims()
  onTestFinished(() => scratch.remove())
  const words = [
    'install',
    'express',
    '--message=a b',
    "--quote=it's",
    '--lines=x\ny',
    '--empty=',
    '--star=*',
    '--home=$HOME',
  ]
  const others = ['run', 'build', 'a b', "it's", 'x\ny', '', '*', '$HOME']
  await scratch.run('npm', words)
  await scratch.run('npm', others)
  expect(scratch.callsOf('npm')).toEqual([words, others])
})

test('NODE_OPTIONS of the person reach the tool and not our runtime', async () => {
  const scratch = gate('echo "options: $NODE_OPTIONS, saved: $(printenv SALLYPORT_NODE_OPTIONS || echo none)"')
  const env = {NODE_OPTIONS: '--require=/nowhere/at/all.js'}
  expect((await scratch.run('npm', ['install', 'express'], {env})).stdout).toBe(
    'options: --require=/nowhere/at/all.js, saved: none\n',
  )
})

// What happens with no terminal, in the background, in CI: refused, with two lines or with JSON.

import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {Scratch} from '../support/scratch.ts'

function gate() {
  const scratch = new Scratch().withNode().installShims()
  for (const name of ['npm', 'npx', 'pip', 'docker']) scratch.withFakeTool({name})
  onTestFinished(() => scratch.remove())
  return scratch
}

test('with no terminal: 75, two lines on standard error, nothing on standard output, the tool not started', async () => {
  const scratch = gate()
  const {code, stdout, stderr} = await scratch.run('npm', ['install', 'expresss'])
  expect({code, stdout}).toEqual({code: 75, stdout: ''})
  expect(stderr.trimEnd().split('\n')).toEqual([
    expect.stringMatching(
      /^sallyport: refused `expresss`: doubles a letter of `express` \(name-lookalike, policy: built-in\); .*no terminal$/,
    ),
    'hint: `npm install express`, or run `npm install expresss` in a terminal to decide',
  ])
  expect(scratch.callsOf('npm')).toEqual([])
})

test('with SALLYPORT_OUTPUT=json: the decision as one line of JSON on standard error', async () => {
  const {code, stdout, stderr} = await gate().run('npm', ['install', 'expresss'], {env: {SALLYPORT_OUTPUT: 'json'}})
  expect({code, stdout}).toEqual({code: 75, stdout: ''})
  expect(JSON.parse(stderr)).toMatchObject({
    schema: 'sallyport/decision/1',
    tool: 'npm',
    argv: ['install', 'expresss'],
    verdict: 'ask',
    rewrittenArgv: ['install', 'express'],
    artifacts: [{purl: 'pkg:npm/expresss', verdict: 'ask', suggestions: [{name: 'express'}]}],
  })
})

test('a piped y is no answer, and stays in the pipe', async () => {
  const scratch = gate()
  expect((await scratch.run('npm', ['install', 'expresss'], {input: 'y\ny\n'})).code).toBe(75)
  expect(scratch.callsOf('npm')).toEqual([])
})

test('in CI nobody is asked, even with a terminal', async () => {
  const terminal = gate().runInTerminal('npm install expresss; echo "ended $?"', {env: {CI: 'true'}})
  await terminal.expectText('ended 75')
  expect(terminal.text()).toContain('CI is set')
})

test('a command in the background does not take the terminal', async () => {
  const terminal = gate().runInTerminal('set -m; npm install expresss & wait $!; echo "ended $?"')
  await terminal.expectText('ended 75')
  expect(terminal.text()).toContain('in the background')
})

test('a look-alike registry is refused with 77 and never contacted', async () => {
  const scratch = gate()
  const {code, stderr} = await scratch.run('docker', ['pull', 'ghrc.io/acme/tool'])
  expect(code).toBe(77)
  expect(stderr).toContain('hint: `docker pull ghcr.io/acme/tool`')
  expect(scratch.callsOf('docker')).toEqual([])
})

test('SALLYPORT=off is said and logged, and the tool runs', async () => {
  const scratch = gate()
  const {code, stderr} = await scratch.run('npm', ['install', 'expresss'], {env: {SALLYPORT: 'off'}})
  expect(code).toBe(0)
  expect(stderr).toContain('SALLYPORT=off')
  expect(scratch.callsOf('npm')).toEqual([['install', 'expresss']])
  const log = readFileSync(join(scratch.home, '.local/state/sallyport/audit.jsonl'), 'utf8')
  expect(JSON.parse(log)).toMatchObject({answer: 'bypassed', argv: ['install', 'expresss']})
})

test('every judged command leaves one line, without credentials', async () => {
  const scratch = gate()
  await scratch.run('npm', ['install', 'express', '--registry=http://user:hunter2@registry.example/'])
  await scratch.run('pip', ['install', 'reqeusts', '--index-url', 'https://user:hunter2@index.example/simple'])
  const log = readFileSync(join(scratch.home, '.local/state/sallyport/audit.jsonl'), 'utf8')
  expect(
    log
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).answer),
  ).toEqual(['not asked', 'nobody to ask'])
  expect(log).not.toContain('hunter2')
})

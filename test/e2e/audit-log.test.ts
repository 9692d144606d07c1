// The audit log through the whole program: what installs leave in it, what `sallyport log` says of it, and where it is sent.

import {appendFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {logLines, record, writeLines} from '../support/audit-entries.ts'
import {auditGate, POLICY} from '../support/audit-gate.ts'

test('twenty installs at once leave twenty lines in one chain', async () => {
  const {scratch, state, log} = auditGate()
  const runs = Array.from({length: 20}, (_, index) => scratch.run('npm', ['install', `express@4.${index}.0`]))
  expect((await Promise.all(runs)).map(({code, stderr}) => ({code, stderr}))).toEqual(
    Array.from({length: 20}, () => ({code: 0, stderr: ''})),
  )
  const wanted = new Set(logLines(state).map((line) => (JSON.parse(line) as {argv: string[]}).argv[1]))
  expect(wanted).toEqual(new Set(Array.from({length: 20}, (_, index) => `express@4.${index}.0`)))
  expect(await log('--verify')).toMatchObject({code: 0, stdout: 'whole: 20 records, 1 to 20 in the chain\n'})
})

test('`log` tells what was judged, and what came of it', async () => {
  const {scratch, state, log} = auditGate()
  expect(await log()).toEqual({code: 0, signal: null, stdout: '', stderr: ''})
  await scratch.run('npm', ['install', 'express'])
  await scratch.run('pip', ['install', 'reqeusts'])
  const {code, stdout} = await log()
  expect(code).toBe(0)
  expect(stdout.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ {2}allow {4}not asked {10}npm install express$/),
    expect.stringMatching(/Z {2}ask {6}nobody to ask {6}pip install reqeusts$/),
    expect.stringMatching(/^ {22}ask: `reqeusts`: swaps two letters of `requests` \(name-lookalike\)$/),
    expect.stringMatching(/^ {22}because: no terminal$/),
  ])
  expect((await log('--json')).stdout).toBe(readFileSync(join(state, 'audit.jsonl'), 'utf8'))
  expect((await log('--verdict', 'ask', '--json')).stdout).toBe(`${logLines(state)[1]}\n`)
  expect((await log('--last', '1', '--json')).stdout).toBe(`${logLines(state)[1]}\n`)
  expect((await log('--since', '1h', '--json')).stdout.split('\n')).toHaveLength(3)
  expect((await log('--until', '1h')).stdout).toBe('')
  expect(await log('--since', 'yesterday')).toMatchObject({code: 64, stdout: ''})
})

describe('was I hit?', () => {
  const ADVISORY = JSON.stringify({
    id: 'TEST-2026-1',
    summary: 'left-pad \u001b[2J empties your disk',
    affected: [
      {
        package: {ecosystem: 'npm', name: 'left-pad'},
        ranges: [{type: 'SEMVER', events: [{introduced: '1.0.0'}, {fixed: '1.3.0'}]}],
      },
      {package: {ecosystem: 'Go', name: 'left-pad'}},
    ],
  })

  test('by a range or by an advisory: which commands brought it, when, where, and whether they were let through', async () => {
    const {scratch, log} = auditGate()
    scratch.withFiles({'advisory.json': ADVISORY})
    await scratch.run('npm', ['install', 'left-pad'])
    scratch.withHomeFiles({[POLICY]: 'version: 1\ndeny: ["npm:left-pad@1.1.3"]\n'})
    for (const version of ['1.2.0', '1.3.0', '1.1.3']) await scratch.run('npm', ['install', `left-pad@${version}`])
    await scratch.run('npm', ['install', 'left-pad@1.0.1'], {env: {SALLYPORT: 'off'}})
    await scratch.run('npm', ['ci'], {env: {SALLYPORT: 'off'}})
    for (const words of [
      ['--artifact', 'npm:left-pad@>=1 <1.3'],
      ['--advisory', 'advisory.json'],
    ]) {
      const {code, stdout} = await log(...words)
      expect(code).toBe(1)
      const told = stdout.split('\n').filter((line) => line.includes(' brought '))
      expect(told.map((line) => line.trim()).slice(0, 5)).toEqual([
        `may have brought \`pkg:npm/left-pad\` in ${scratch.project}`,
        `brought \`pkg:npm/left-pad@1.2.0\` in ${scratch.project}`,
        `would have brought \`pkg:npm/left-pad@1.1.3\` in ${scratch.project}`,
        `may have brought \`left-pad@1.0.1\` in ${scratch.project}`,
        'of 6 recorded commands: 1 brought it, 2 may have brought it, 1 would have and was stopped',
      ])
      expect(stdout).toContain('1 command ran unjudged or not judged whole: nobody knows whether that brought it\n')
      expect(stdout).not.toContain('\u001b')
    }
    const {stdout} = await log('--advisory', 'advisory.json')
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      'TEST-2026-1: left-pad \\u{1b}[2J empties your disk',
      'asked for: npm:left-pad@>=1.0.0 <1.3.0',
      'not asked for: what it says of Go',
    ])
    // As JSON the lines alone are on standard output.
    const {stdout: json, stderr} = await log('--artifact', 'npm:left-pad@1.2.0', '--json', '--last', '1')
    expect(JSON.parse(json)).toMatchObject({schema: 'sallyport/audit/2'})
    expect(stderr).toContain('of 6 recorded commands: ')
  })

  test('no, says exit code 0, also where it was stopped', async () => {
    const {scratch, log} = auditGate()
    await scratch.run('npm', ['install', 'expresss'])
    await scratch.run('npm', ['install', 'express'])
    expect(await log('--artifact', 'left-pad')).toMatchObject({
      code: 0,
      stdout: 'of 2 recorded commands: none brought it\n',
    })
    const {code, stdout} = await log('--artifact', 'npm:expresss')
    expect(code).toBe(0)
    expect(stdout).toContain('of 2 recorded commands: 1 would have and was stopped\n')
  })

  test('what cannot be asked is said, and is no `no`', async () => {
    const {scratch, log} = auditGate()
    scratch.withFiles({
      'text.json': 'no JSON',
      'other.json': '{"id": "x"}',
      'go.json': ADVISORY.replaceAll('"npm"', '"Go"'),
    })
    expect((await log('--artifact', 'npm:@acme*')).code).toBe(64)
    for (const [file, reason] of [
      ['none.json', 'there is no such file'],
      ['text.json', 'is no JSON'],
      ['other.json', 'is no advisory in the OSV format'],
      ['go.json', 'is about Go, and the log knows npm, PyPI and Docker'],
    ] as const) {
      const {code, stderr} = await log('--advisory', file)
      expect(code).toBe(69)
      expect(stderr).toContain(reason)
    }
  })
})

test('`log --verify` names file, line and what is wrong, and ends 1', async () => {
  const {state, log, sallyport} = auditGate()
  record(state, 3)
  writeLines(state, logLines(state).with(1, logLines(state)[1]!.replace('package-1', 'package-X')))
  const path = join(state, 'audit.jsonl')
  expect(await log('--verify')).toMatchObject({
    code: 1,
    stdout: `broken: ${path}:2 was changed: the chain remembers it otherwise\nnot whole: 3 records, 1 to 3 in the chain\n`,
  })
  expect(JSON.parse((await log('--verify', '--json')).stdout)).toMatchObject({
    schema: 'sallyport/audit-verification/1',
    whole: false,
    remarks: [{state: 'broken', path, line: 2}],
  })
  writeLines(state, logLines(state).slice(0, 2))
  const {stdout} = await sallyport('doctor')
  expect(stdout).toMatch(/^note {4}audit log: records 1 to 3, 1 file, 1 kB; its end is not what was written$/m)
})

test('what somebody wrote into the log cannot repaint the terminal', async () => {
  const {state, log} = auditGate()
  record(state, 1)
  const evil = '\u001b[2J\u202eevil\u009b'
  const [line = ''] = logLines(state)
  const forged = {...(JSON.parse(line) as object), argv: [evil], cwd: evil, because: evil, answer: evil, verdict: evil}
  const finding = {requested: evil, code: evil, severity: evil, message: evil}
  appendFileSync(
    join(state, 'audit.jsonl'),
    `${JSON.stringify({...forged, findings: [finding], artifacts: [{ecosystem: 'npm', name: 'x', specifier: evil, purl: evil}]})}\n${evil}\n`,
  )
  for (const words of [[], ['--json'], ['--artifact', 'npm:x'], ['--verify'], ['--verify', '--json']]) {
    const {stdout, stderr} = await log(...words)
    expect(`${stdout}${stderr}`.replaceAll('\n', '')).not.toMatch(/\p{C}/u)
  }
})

describe('`log --follow`', () => {
  test('shows what is added, until Ctrl-C', async () => {
    const {scratch} = auditGate()
    const terminal = scratch.runInTerminal(`"${scratch.install.program}" log --follow; echo "ended $?"`)
    await scratch.run('npm', ['install', 'express'])
    await terminal.expectText('npm install express')
    await scratch.run('pip', ['install', 'requests'])
    await terminal.expectText('pip install requests')
    terminal.type('\u0003')
    await terminal.exit
  })

  test('ends when nobody reads any more', async () => {
    const {scratch, state} = auditGate()
    record(state, 2)
    const line = `"${scratch.install.program}" log --follow --json | head -n 1; echo done`
    const running = scratch.run('/bin/sh', ['-c', line])
    // It finds out when there is something to print.
    const writing = setInterval(() => record(state, 1), 100)
    const {stdout} = await running
    clearInterval(writing)
    expect(stdout).toBe(`${logLines(state)[0]}\ndone\n`)
  })
})

describe('a log that cannot be written', () => {
  test('is said once, and the tool runs with its own exit code', async () => {
    const {scratch, state} = auditGate()
    scratch.withFakeTool({name: 'npm', exitCode: 7})
    mkdirSync(join(scratch.home, '.local/state'), {recursive: true})
    writeFileSync(state, 'a file in the place of the folder')
    const {code, stderr} = await scratch.run('npm', ['install', 'express'])
    expect(code).toBe(7)
    expect(stderr).toBe(
      `sallyport: could not write the audit log \`${state}/audit.jsonl\`: a file is in the place of its folder\n`,
    )
    expect(scratch.callsOf('npm')).toHaveLength(1)
    expect((await scratch.run('npm', ['install', 'expresss'])).code).toBe(75)
    rmSync(state)
  })

  test('because the disk is full: the same, and the log stays whole', async () => {
    const {scratch, state, log} = auditGate()
    record(state, 10)
    const size = statSync(join(state, 'audit.jsonl')).size
    const blocks = Math.ceil(size / 512)
    const {code, stderr} = await scratch.run('/bin/sh', ['-c', `ulimit -f ${blocks}; npm install express`])
    expect({code, stderr}).toEqual({
      code: 0,
      stderr: `sallyport: could not write the audit log \`${state}/audit.jsonl\`: EFBIG\n`,
    })
    expect(statSync(join(state, 'audit.jsonl')).size).toBe(size)
    expect((await log('--verify')).code).toBe(0)
  })
})

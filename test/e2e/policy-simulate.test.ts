// `sallyport policy simulate` through the whole program: a log, another policy, and what it would have made of the log.

import {mkdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import type {Artifact} from '../../src/core/artifact.ts'
import {evaluate} from '../../src/core/evaluate.ts'
import {builtInPolicy} from '../../src/core/policy/built-in.ts'
import {mergePolicies} from '../../src/core/policy/merge.ts'
import {machine, SQUAT, typed} from '../support/logged-machine.ts'
import {layerOf} from '../support/policy-documents.ts'

const DAY = 24 * 60 * 60 * 1000
const TEAM = `version: 1
serial: 4
rules:
  name-lookalike: block
  not-from-registry: note
  deprecated: hold-back
deny:
  - {match: 'npm:left-pad@<1.3', reason: broken}
`

test('says which of the commands that were typed would be stopped now, by which line of the file', async () => {
  const place = machine().withFiles({'team.yaml': TEAM})
  const install = (...words: readonly string[]) => place.run('npm', ['install', ...words])
  await install('left-pad@1.2.0', 'lodash')
  await install('expresss')
  await install('git+https://u:secret@git.example/x.git')
  await install('express')
  await place.run('docker', ['pull', 'openjdk:17'])
  await place.run('npm', ['install', 'anything'], {env: {SALLYPORT: 'off'}})
  const before = readFileSync(place.log, 'utf8')
  const {code, stdout, stderr} = await place.simulate('team.yaml')
  expect({code, stderr}).toEqual({code: 1, stderr: ''})
  const file = join(place.project, 'team.yaml')
  const lines = stdout.split('\n')
  expect(lines[0]).toBe(`tried: ${file} in the place of the team's policy, without projects' own files`)
  expect(lines[1]).toMatch(/^replayed: 5 commands of \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d$/u)
  expect(lines.slice(2, 8)).toEqual([
    'not replayed: 1 that were not judged then',
    '  would be blocked      2  1 went through then',
    '  would be asked about  0',
    '  would be held back    1  1 went through then',
    '  would pass            2  1 did not simply pass then',
    '',
  ])
  expect(stdout).toContain(`
by rule:
  rule            block  ask  hold-back  went through then  set by
  denied              1    0          0                  1  ${file}:8
  deprecated          0    0          1                  1  ${file}:6
  name-lookalike      1    0          0                  0  ${file}:4
`)
  expect(stdout).toMatch(/^ {2}npm:left-pad +block +1 +1 {2}denied$/mu)
  expect(stdout).toMatch(
    / block, then ask: `npm install expresss` in .*\n {4}block: `npm:expresss` doubles a letter of `express` \(name-lookalike, policy: \S*team\.yaml:4\)/u,
  )
  expect(stdout).toMatch(/ hold-back, then allow: `docker pull openjdk:17` in /u)
  expect(stdout).toMatch(
    / allow, then ask \(not-from-registry\): `npm install 'git\+https:\/\/\*\*\*@git\.example\/x\.git'`/u,
  )
  expect(stdout).not.toContain('secret')
  expect(readFileSync(place.log, 'utf8')).toBe(before)
})

test('ends with 0 where nothing is stopped that went through, also where less is stopped', async () => {
  const place = machine().withFiles({'loose.yaml': 'version: 1\nrules: {name-lookalike: note}\n'})
  expect(await place.simulate('loose.yaml')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('replayed: 0 commands\n'),
  })
  place.write(typed('expresss', {evidence: SQUAT, answer: 'nobody to ask'}), typed('express'))
  const {code, stdout} = await place.simulate('loose.yaml')
  expect(code).toBe(0)
  expect(stdout).toMatch(/allow, then ask \(name-lookalike\): `npm install expresss`/u)
})

test('a command that somebody let through counts when it is blocked, not when it is asked about again', async () => {
  const place = machine().withFiles({'same.yaml': 'version: 1\n', 'team.yaml': TEAM})
  place.write(typed('expresss', {evidence: SQUAT, answer: 'confirmed'}))
  expect((await place.simulate('same.yaml')).code).toBe(0)
  expect((await place.simulate('team.yaml')).code).toBe(1)
})

test('the other layers stay in force: a lock of the team holds against a file for the user', async () => {
  const place = machine()
    .withHomeFiles({'.config/sallyport/policy.yaml': 'version: 1\nrules: {name-lookalike: off}\n'})
    .withFiles({
      'mine.yaml': 'version: 1\nrules: {name-lookalike: note}\ndeny: ["npm:left-pad"]\n',
      '.sallyport.yaml': 'version: 1\ndeny: ["npm:*"]\n',
    })
  const locking = 'version: 1\nserial: 1\nlocked: [rules.name-lookalike]\nrules: {name-lookalike: block}\n'
  const team = await place.enrolInTeam(locking)
  place.write(typed('expresss', {evidence: SQUAT, answer: 'confirmed'}), typed('left-pad'), typed('lodash'))
  const {code, stdout} = await place.simulate('mine.yaml')
  expect(code).toBe(1)
  expect(stdout).toContain(`in the place of the user's policy, with ${team} (team), without projects' own files\n`)
  expect(stdout).toContain('ignored: rules.name-lookalike: note  # ')
  expect(stdout).toMatch(/^ {2}would be blocked +2 {2}2 went through then$/mu)
  expect(stdout).toContain(`(name-lookalike, policy: ${team}:4)`)
  // In the place of the team, the lock is gone and the user's own file stays.
  const asTeam = await place.simulate('mine.yaml', '--as', 'team')
  expect(asTeam.stdout).toMatch(/^ {2}would be blocked +1 {2}1 went through then$/mu)
})

test('a file of a project is tried on the commands of that project, and can only tighten', async () => {
  const place = machine().withFiles({
    '.sallyport.yaml': 'version: 1\nrules: {name-lookalike: off}\ndeny: ["npm:left-pad"]\n',
  })
  const inside = {cwd: join(place.project, 'packages/a')}
  place.write(
    typed('left-pad', inside),
    typed('expresss', {...inside, evidence: SQUAT}),
    typed('left-pad'),
    typed('left-pad', {cwd: `${place.project}-other`}),
  )
  const {code, stdout} = await place.simulate('.sallyport.yaml')
  expect(code).toBe(1)
  expect(stdout).toMatch(/in the place of the project's policy, for the commands of its project$/mu)
  expect(stdout).toMatch(/^ignored: rules\.name-lookalike: off .*can only tighten$/mu)
  expect(stdout).toMatch(/^replayed: 2 commands/mu)
  expect(stdout).toContain('not replayed: 2 typed outside of the project\n')
  expect(stdout).toMatch(/^ {2}would be blocked +1 /mu)
  expect(stdout).toMatch(/^ {2}would be asked about +1$/mu)
})

test('what a project stopped by its own file is not taken for loosened', async () => {
  const place = machine().withFiles({'team.yaml': 'version: 1\nserial: 1\n'})
  const own = {...layerOf('project', {deny: ['npm:lodash']}), path: '/work/.sallyport.yaml'}
  const requestedIn = {kind: 'argv', index: 1} as const
  const artifact: Artifact = {
    ecosystem: 'npm',
    requested: 'lodash',
    name: 'lodash',
    specifier: '',
    source: {kind: 'registry'},
    requestedIn,
  }
  const judgeable = {
    ecosystem: 'npm',
    gathered: [{artifact, evidence: {silent: []}}],
    unclear: [],
    sources: [],
  } as const
  place.write(typed('lodash', {decision: evaluate(judgeable, mergePolicies([own]), 0), answer: 'refused by policy'}))
  const {code, stdout} = await place.simulate('team.yaml')
  expect(code).toBe(0)
  expect(stdout).toContain("not compared: 1 that a project's own file stopped\n")
  expect(stdout).not.toContain('lodash')
})

test('exceptions end by today, not by the day of the command', async () => {
  const exception = (expires: string) =>
    `version: 1\nrules: {name-lookalike: block}\nexceptions: [{match: 'npm:expresss', rules: [name-lookalike], reason: ours, expires: ${expires}}]\n`
  const yesterday = new Date(Date.now() - DAY).toISOString().slice(0, 10)
  const place = machine().withFiles({'ended.yaml': exception(yesterday), 'holds.yaml': exception('2999-12-31')})
  place.write(typed('expresss', {evidence: SQUAT, answer: 'confirmed'}))
  expect((await place.simulate('ended.yaml')).code).toBe(1)
  expect((await place.simulate('holds.yaml')).code).toBe(0)
})

test('the age of data counts from the day of the command', async () => {
  const place = machine().withFiles({'strict.yaml': 'version: 1\ndata: {max-age-days: 7}\n'})
  const time = Date.UTC(2026, 0, 20)
  place.write(
    typed('express', {time, evidence: {indexDate: '2026-01-15', silent: []}}),
    typed('lodash', {time, evidence: {indexDate: '2026-01-01', silent: []}}),
  )
  const {stdout} = await place.simulate('strict.yaml')
  expect(stdout).toMatch(/^ {2}would be asked about +1 {2}1 went through then$/mu)
  expect(stdout).toContain('was judged by names as of 2026-01-01, 19 days old; the policy allows 7 (data-old')
})

test('a file that only observes stops nothing, and says what it would stop', async () => {
  const place = machine().withFiles({'roll-out.yaml': `${TEAM}mode: observe\n`})
  place.write(typed('left-pad', {specifier: '1.2.0'}))
  const {code, stdout} = await place.simulate('roll-out.yaml')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^ {2}would be blocked +1 {2}1 went through then$/mu)
  expect(stdout).toContain('mode: observe lets 1 of them pass all the same')
  expect(stdout).toContain('block (only observed), then allow: `npm install left-pad`')
})

test('--since leaves out what is older; lines that cannot be judged again are counted, each kind', async () => {
  const place = machine().withFiles({'team.yaml': TEAM})
  const long = Array.from({length: 4000}, (_, index) => `name-${index}-${'x'.repeat(60)}`)
  const requestedIn = {kind: 'lockfile', path: '/l'} as const
  const gathered = long.map((name) => ({
    artifact: {
      ecosystem: 'npm',
      requested: name,
      name,
      specifier: '',
      source: {kind: 'registry'},
      requestedIn,
    } as const,
    evidence: {silent: []},
  }))
  const decision = evaluate({ecosystem: 'npm', gathered, unclear: [], sources: []}, builtInPolicy, 0)
  const changed = (change: Record<string, unknown>) => `${JSON.stringify({...JSON.parse(typed('x')), ...change})}\n`
  place.write(
    typed('left-pad', {specifier: '1.0.0', time: Date.now() - 40 * DAY}),
    typed('left-pad', {specifier: '1.0.0'}),
    typed('x', {decision}),
    changed({artifacts: ['pkg:npm/x'], ecosystem: undefined, unclear: undefined, sources: undefined}),
    'not JSON at all\n',
    changed({artifacts: [{ecosystem: 'npm', name: 'x', born: 1}]}),
    typed('x', {decision: undefined, answer: 'bypassed'}),
    'x'.repeat(3_000_000),
    '\n',
    typed('lodash'),
  )
  const {stdout} = await place.simulate('team.yaml', '--since', '30d')
  expect(stdout).toMatch(/^replayed: 2 commands .*, none from before \d{4}-\d\d-\d\d$/mu)
  expect(stdout).toContain(
    'not replayed: 1 of an older sallyport, which did not write down by what it judged; 1 too long for the log, of which only names were kept; 1 that were not judged then; 3 that cannot be read\n',
  )
  expect((await place.simulate('team.yaml')).stdout).toMatch(/^replayed: 3 commands/mu)
  expect((await place.simulate('team.yaml', '--since=2999-01-01')).stdout).toMatch(/^replayed: 0 commands/mu)
})

test('shows the newest twenty, all with --all, and everything as JSON', async () => {
  const place = machine().withFiles({'team.yaml': TEAM})
  place.write(
    ...Array.from({length: 30}, (_, index) => typed('left-pad', {specifier: '1.0.0', argv: ['install', `n${index}`]})),
    typed('expresss', {evidence: SQUAT, answer: 'nobody to ask'}),
  )
  const some = await place.simulate('team.yaml')
  expect(some.stdout).toContain('commands, the newest first; 11 more with `--all`:')
  expect(some.stdout.match(/`npm install n\d+`/gu)).toHaveLength(19)
  expect((await place.simulate('team.yaml', '--all')).stdout.match(/`npm install n\d+`/gu)).toHaveLength(30)
  const {code, stdout} = await place.simulate('team.yaml', '--json', '--all')
  expect(code).toBe(1)
  const json = JSON.parse(stdout)
  expect(json).toMatchObject({
    schema: 'sallyport/simulation/1',
    policy: {path: join(place.project, 'team.yaml'), layer: 'team'},
    replayed: {commands: 31},
    notReplayed: {older: 0, shortened: 0, 'not-judged': 0, unreadable: 0, elsewhere: 0},
    outcomes: {block: {commands: 31, through: 30}},
    stops: 30,
  })
  expect(json.commands).toHaveLength(31)
  expect(json.commands.find((one: {before: string}) => one.before === 'ask')).toMatchObject({
    after: 'block',
    wentThrough: false,
  })
  expect(json.artifacts).toContainEqual({
    subject: 'npm:left-pad',
    strictest: 'block',
    commands: 30,
    through: 30,
    codes: ['denied'],
  })
})

test('nothing that the log holds acts on the terminal', async () => {
  const place = machine().withFiles({'team.yaml': 'version: 1\nserial: 1\ndeny: ["npm:*"]\n'})
  place.write(typed('\u001B[2J\u202Eevil', {cwd: '/\u001B[31m', argv: ['install', '\u0007']}))
  const {stdout} = await place.simulate('team.yaml')
  expect(stdout).toContain('\\u{1b}[2J\\u{202e}evil')
  expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{C}/u)
})

test('a policy that is wrong, ours or another, ends with 78; a log that cannot be read with 69; a bad option with 64', async () => {
  const place = machine().withFiles({'team.yaml': 'version: 1\nrulez: {}\n', 'good.yaml': TEAM})
  const wrong = await place.simulate('team.yaml')
  expect(wrong).toMatchObject({code: 78, stdout: ''})
  expect(wrong.stderr).toMatch(/team\.yaml:2:1: .*nearest: `rules`/u)
  expect((await place.simulate('none.yaml')).code).toBe(78)
  place.withHomeFiles({'.config/sallyport/policy.yaml': 'version: 2\n'})
  expect((await place.simulate('good.yaml')).code).toBe(78)
  // What takes its place need not be valid.
  expect((await place.simulate('good.yaml', '--as', 'user')).code).toBe(0)
  mkdirSync(place.log, {recursive: true})
  expect(await place.simulate('good.yaml', '--as', 'user')).toMatchObject({
    code: 69,
    stderr: expect.stringContaining('could not read the audit log'),
  })
  expect((await place.simulate('good.yaml', '--as', 'built-in')).code).toBe(64)
  expect((await place.simulate('good.yaml', '--since', 'yesterday')).code).toBe(64)
})

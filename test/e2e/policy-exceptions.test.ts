// `policy allow`, `disallow` and `exceptions` through the whole program.

import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import {dirname, join} from 'node:path'
import {describe, expect, onTestFinished, test} from 'vitest'
import {Scratch} from '../support/scratch.ts'

const USER = '.config/sallyport/policy.yaml'
const LOG = '.local/state/sallyport/audit.jsonl'
const DAY = 86_400_000
const RECORD = {
  schema: 'sallyport/audit/1',
  time: '',
  user: 'dev',
  cwd: '/',
  tool: 'npm',
  argv: [],
  rewrittenArgv: null,
  verdict: 'allow',
  answer: 'not asked',
  findings: [],
  artifacts: [],
  coverage: null,
  policy: 'x',
}

function gate(files: Readonly<Record<string, string>> = {}) {
  const scratch = new Scratch().withNode().installShims().withHomeFiles(files)
  for (const name of ['npm', 'pip', 'docker']) scratch.withFakeTool({name})
  onTestFinished(() => scratch.remove())
  const sallyport = (...words: readonly string[]) => scratch.run(scratch.install.program, words)
  const allow = (...words: readonly string[]) => sallyport('policy', 'allow', ...words)
  const user = join(scratch.home, USER)
  return {scratch, sallyport, allow, user, read: () => readFileSync(user, 'utf8')}
}

const LOOKALIKE = ['npm:expresss', '--rule', 'name-lookalike', '--reason', 'ours, really', '--until', '30d']
const dayIn = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10)

describe('sallyport policy allow', () => {
  test('writes an exception that counts from then on, and `disallow` takes it out again', async () => {
    const {scratch, sallyport, allow, user, read} = gate()
    expect((await scratch.run('npm', ['install', 'expresss'])).code).toBe(75)
    const allowed = await allow(...LOOKALIKE)
    expect(allowed).toMatchObject({code: 0, stderr: ''})
    expect(allowed.stdout).toMatch(`${user}:3: excepts \`npm:expresss\` from name-lookalike until ${dayIn(30)}\n`)
    expect(read()).toBe(
      `version: 1\nexceptions:\n  - match: npm:expresss\n    rules: [name-lookalike]\n    reason: ours, really\n    expires: ${dayIn(30)}\n`,
    )
    expect([statSync(user).mode & 0o777, statSync(dirname(user)).mode & 0o777]).toEqual([0o600, 0o700])
    const passed = await scratch.run('npm', ['install', 'expresss'])
    expect(passed.code).toBe(0)
    expect(passed.stderr).toContain(`excepted by \`npm:expresss\` (${user}:3): ours, really`)
    expect((await sallyport('policy', 'disallow', 'npm:expresss')).stdout).toBe(
      `${user}:3: no longer excepts \`npm:expresss\`\n`,
    )
    expect(read()).toBe('version: 1\n')
    expect((await scratch.run('npm', ['install', 'expresss'])).code).toBe(75)
    expect((await sallyport('policy', 'disallow', 'npm:expresss')).code).toBe(1)
  })

  test('is what an unattended refusal names, in a form that works once a reason is put in', async () => {
    const {scratch} = gate({[USER]: 'version: 1\nrules: {latest-tag: ask}\n'})
    const pull = () => scratch.run('docker', ['pull', 'nginx'])
    const {code, stderr} = await pull()
    expect(code).toBe(75)
    expect(stderr.trimEnd().split('\n')).toHaveLength(2)
    const command = /except it for a time: `(sallyport policy allow .*)`$/mu.exec(stderr)?.[1] ?? ''
    const typed = (reason: string) =>
      scratch.run('/bin/sh', ['-c', command.replace('sallyport', scratch.install.program).replace('…', reason)])
    expect((await typed('…')).code).toBe(64)
    expect((await typed('we know')).code).toBe(0)
    expect((await pull()).code).toBe(0)
  })

  test('is named by no refusal that has a better answer, is grave, or that the team locked', async () => {
    const {scratch} = gate({
      [USER]:
        'version: 1\nrules: {latest-tag: ask}\ninternal: [npm:@acme/*]\nregistries: [npm:https://npm.acme.example/]\n',
    })
    await scratch.enrolInTeam('version: 1\nserial: 1\nlocked: [docker.rules.latest-tag]\n')
    const commands = [
      ['npm', 'install', 'expresss'],
      ['npm', 'install', '@acme/tool'],
      ['docker', 'pull', 'nginx'],
    ] as const
    for (const [tool, ...words] of commands) {
      const {stderr} = await scratch.run(tool, words)
      expect(stderr).toContain('hint: ')
      expect(stderr).not.toContain('policy allow')
    }
  })

  test('shows what it would write, and writes nothing, with --dry-run', async () => {
    const before = 'version: 1\r\n# mine\r\nnpm: {}\r\n'
    const {allow, user, read} = gate({[USER]: before})
    const {code, stdout} = await allow(...LOOKALIKE, '--dry-run')
    expect(code).toBe(0)
    expect(stdout).toContain(`--- ${user}\n+++ ${user}\n@@ -1,3 +1,8 @@\n`)
    expect(stdout).toContain('+  - match: npm:expresss\r\n')
    expect(read()).toBe(before)
    const nowhere = gate()
    expect((await nowhere.allow(...LOOKALIKE, '--dry-run')).stdout).toContain('--- /dev/null\n')
    expect(existsSync(nowhere.user)).toBe(false)
  })

  test('writes through a link of a manager of dotfiles, and leaves the link and the mode of the file', async () => {
    const {scratch, allow, user} = gate({'dotfiles/sallyport.yaml': 'version: 1 # mine\n'})
    const target = join(scratch.home, 'dotfiles/sallyport.yaml')
    chmodSync(target, 0o644)
    mkdirSync(dirname(user), {recursive: true})
    symlinkSync(target, user)
    expect((await allow(...LOOKALIKE)).code).toBe(0)
    expect(lstatSync(user).isSymbolicLink()).toBe(true)
    expect(readFileSync(target, 'utf8')).toMatch(/^version: 1 # mine\nexceptions:\n/u)
    expect(statSync(target).mode & 0o777).toBe(0o644)
    expect(readdirSync(dirname(target))).toEqual(['sallyport.yaml'])
  })

  test('refuses a file that others could write, and one that is wrong, and leaves them as they are', async () => {
    const open = gate({[USER]: 'version: 1\n'})
    chmodSync(open.user, 0o664)
    const refused = await open.allow(...LOOKALIKE)
    expect(refused).toMatchObject({code: 78, stdout: ''})
    expect(refused.stderr).toContain(`hint: \`chmod go-w ${open.user}\``)
    expect(open.read()).toBe('version: 1\n')

    const wrong = gate({[USER]: 'version: 1\nmod: observe\n'})
    expect((await wrong.allow(...LOOKALIKE)).stderr).toContain(`${wrong.user}:2:1: found the key \`mod\``)
    expect(wrong.read()).toBe('version: 1\nmod: observe\n')

    const folder = gate({'.config/sallyport/settings.json': '{}'})
    chmodSync(dirname(folder.user), 0o777)
    expect((await folder.allow(...LOOKALIKE)).code).toBe(78)
    expect(existsSync(folder.user)).toBe(false)
  })

  test('says who locks what a person cannot excuse, and lets the team itself', async () => {
    const {scratch, allow, sallyport, user} = gate()
    const locking = 'rules: {name-lookalike: {action: ask, locked: true}}\nlocked: [docker.rules]\n'
    const team = await scratch.enrolInTeam(`version: 1\nserial: 1\n${locking}`)
    const {code, stderr} = await allow(...LOOKALIKE)
    expect(code).toBe(77)
    expect(stderr).toContain(`the file of the team locks \`name-lookalike\` (\`${team}\`)`)
    expect(existsSync(user)).toBe(false)
    expect((await allow('npm:expresss', '--rule', 'too-new', '--reason', 'x', '--until', '1d')).code).toBe(0)
    expect((await allow('docker:nginx', '--rule', 'latest-tag', '--reason', 'x', '--until', '1d')).code).toBe(77)

    const copy = await allow(...LOOKALIKE, '--file', team)
    expect(copy).toMatchObject({code: 64, stderr: expect.stringContaining("this machine's copy of the team's policy")})
    scratch.withFiles({'published.yaml': `version: 1\nserial: 2\n${locking}`})
    const published = join(scratch.project, 'published.yaml')
    chmodSync(published, 0o600)
    expect((await allow(...LOOKALIKE, '--file', published)).code).toBe(0)
    expect((await sallyport('policy', 'add', published, '--unsigned', '--replace')).code).toBe(0)
    expect((await sallyport('check', '--', 'npm', 'install', 'expresss')).code).toBe(0)
    writeFileSync(published, 'version: 1\nserial: 3\nlocked: [exceptions]\n')
    expect((await sallyport('policy', 'update')).code).toBe(0)
    expect((await allow('npm:x', '--rule', 'too-new', '--reason', 'x', '--until', '1d')).stderr).toContain(
      'locks `exceptions`',
    )
  })

  test('in many runs at once loses none of them', async () => {
    const {allow, sallyport} = gate()
    const names = Array.from({length: 6}, (_, index) => `npm:name-${index}`)
    const ended = await Promise.all(
      names.map((name) => allow(name, '--rule', 'too-new', '--reason', 'x', '--until', '9d')),
    )
    expect(ended.map(({code}) => code)).toEqual(names.map(() => 0))
    const {stdout} = await sallyport('policy', 'exceptions', '--json')
    const entries = JSON.parse(stdout).entries as readonly {match: string}[]
    expect(entries.map(({match}) => match).sort()).toEqual(names)
  })

  test.each([
    [['npm:left-pad', '--rule', 'too-nw', '--reason', 'x', '--until', '1d'], 'hint: `--rule too-new`'],
    [['npm:left-pad', '--rule', 'denied', '--reason', 'x', '--until', '1d'], 'no exception excuses'],
    [['npm:left-pad', '--rule', 'unclear', '--reason', 'x', '--until', '1d'], 'is not about an artifact'],
    [['npm:left-pad@next', '--rule', 'too-new', '--reason', 'x', '--until', '1d'], 'may be another version tomorrow'],
    [['npm:@acme/*', '--rule', 'too-new', '--reason', 'x', '--until', '1d'], 'hint: `--broad`'],
    [['npm:left-pad', '--rule', 'vulnerable', '--reason', 'x', '--until', '1d'], 'covers every version'],
    [['npm:left-pad', '--rule', 'too-new', '--reason', 'x', '--until', '2020-01-01'], 'is over'],
    [['npm:left-pad', '--rule', 'too-new', '--reason', 'x', '--until', '500d'], 'more than 366 days away'],
    [['npm:left-pad', '--rule', 'too-new', '--reason', '-', '--until', '1d'], '--reason'],
    [['left-pad', '--rule', 'too-new', '--reason', 'x', '--until', '1d'], 'does not say which ecosystem'],
    [['npm:git+https://git.example/a', '--rule', 'too-new', '--reason', 'x', '--until', '1d'], 'has no name'],
    [['npm:x', '--rule', 'too-new', '--reason', 'x', '--until', '1d', '--file', '.sallyport.yaml'], 'can only tighten'],
  ])('%j is refused with what to write instead', async (words, message) => {
    const {allow, user} = gate()
    const {code, stdout, stderr} = await allow(...words)
    expect({code, stdout}).toEqual({code: 64, stdout: ''})
    expect(stderr).toContain(message)
    expect(existsSync(user)).toBe(false)
  })

  test.each([
    [['pkg:npm/left-pad@1.3.0'], 'npm:left-pad@1.3.0'],
    [['npm', 'left-pad@^1.2'], 'npm:left-pad@^1.2'],
    [['pypi:Django==4.2'], 'pypi:django@4.2'],
    [['pip', 'requests[socks]>=2'], 'pypi:requests@>=2'],
    [['docker:ghcr.io/acme/tool:1'], 'docker:ghcr.io/acme/tool:1'],
    [['docker', `nginx:1.27@sha256:${'a'.repeat(64)}`], `docker:nginx@sha256:${'a'.repeat(64)}`],
    [['npm:@acme/*', '--broad'], 'npm:@acme/*'],
  ])('%j is the pattern %s', async (words, match) => {
    const {allow, sallyport} = gate()
    expect((await allow(...words, '--rule', 'name-unknown', '--reason', 'x', '--until', '1d')).code).toBe(0)
    const {stdout} = await sallyport('policy', 'exceptions', '--json')
    expect(JSON.parse(stdout).entries).toMatchObject([{match}])
  })
})

describe('sallyport policy exceptions', () => {
  const line = (daysAgo: number, findings: readonly object[]): string =>
    `${JSON.stringify({...RECORD, time: new Date(Date.now() - daysAgo * DAY).toISOString(), findings})}\n`
  const policy = `version: 1
allow:
  - {match: npm:allowed, expires: ${dayIn(3)}}
  - npm:for-ever
exceptions:
  - {match: npm:ended, rules: [too-new], reason: x, expires: 2020-01-01}
  - {match: npm:used, rules: [too-new, name-lookalike], reason: x, expires: ${dayIn(200)}}
  - {match: npm:used, rules: [unclear], reason: x, expires: ${dayIn(200)}}
  - {match: 'docker:ghcr.io/*', rules: [latest-tag], reason: x, expires: ${dayIn(200)}}
`

  test('says of each what became of it, by what the log remembers', async () => {
    const {scratch, sallyport, user} = gate({[USER]: policy})
    const excused = {by: 'exception', match: 'npm:used', origin: `${user}:70`, from: 'ask'}
    const finding = (code: string) => ({code, severity: 'note', message: 'x', origin: 'x', excused})
    scratch.withHomeFiles({
      [LOG]: line(200, [finding('unclear')]) + line(30, [finding('name-lookalike')]),
    })
    const {code, stdout} = await sallyport('policy', 'exceptions')
    expect(code).toBe(0)
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((text) => text.replace(/ +/gu, ' ').replace(/ # .*/u, '').trim())
    const since = dayIn(-90)
    expect(lines).toEqual([
      `ends soon npm:allowed (allowed) until ${dayIn(3)}`,
      'ends in 3 days',
      `excused nothing since ${since}`,
      'ended npm:ended (too-new) until 2020-01-01',
      'ended on 2020-01-01',
      `in force npm:used (too-new, name-lookalike) until ${dayIn(200)}`,
      `unused npm:used (unclear) until ${dayIn(200)}`,
      `excused nothing since ${since}`,
      `too broad docker:ghcr.io/* (latest-tag) until ${dayIn(200)}`,
      'covers everything on `ghcr.io`',
      `excused nothing since ${since}`,
    ])
    const json = JSON.parse((await sallyport('policy', 'exceptions', '--json', '--unused-after', '20')).stdout)
    expect(json).toMatchObject({schema: 'sallyport/exceptions/1', recordSince: dayIn(-20)})
    expect(json.entries[2]).toMatchObject({lastUsed: null, remarks: [{code: 'unused'}]})
  })

  test('without a log says nothing of what was used', async () => {
    const {sallyport} = gate({[USER]: policy})
    expect((await sallyport('policy', 'exceptions')).stdout).not.toContain('excused nothing')
  })

  test('--strict fails for what ended or is too broad, of a file alone too', async () => {
    const {scratch, sallyport} = gate()
    scratch.withFiles({'team.yaml': policy, 'good.yaml': policy.replace(/.*(?:ended|ghcr).*\n/gu, '')})
    expect((await sallyport('policy', 'exceptions', 'team.yaml')).code).toBe(0)
    expect((await sallyport('policy', 'exceptions', 'team.yaml', '--strict')).code).toBe(1)
    expect((await sallyport('policy', 'exceptions', 'good.yaml', '--strict')).code).toBe(0)
    expect((await sallyport('policy', 'exceptions', 'none.yaml')).code).toBe(78)
  })

  test('`policy validate` and `doctor` note the same', async () => {
    const {scratch, sallyport, user} = gate({[USER]: policy})
    const note = `${user}:6: the exception \`npm:ended\` ended on 2020-01-01`
    expect(await sallyport('policy', 'validate')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`note: ${note}\n`),
    })
    const doctor = await sallyport('doctor')
    expect(doctor.stdout).toContain(`note    policy: ${note}\n        hint: \`sallyport policy exceptions\`\n`)
    scratch.withFiles({'team.yaml': policy})
    expect((await sallyport('policy', 'validate', 'team.yaml')).stdout).toContain(
      'team.yaml:6: the exception `npm:ended`',
    )
  })
})

// `sallyport policy test` through the whole program, as the CI of a policy's repository runs it.

import {expect, onTestFinished, test} from 'vitest'
import {Scratch} from '../support/scratch.ts'

function repository(files: Readonly<Record<string, string>>) {
  const scratch = new Scratch().withNode().installShims().withFiles(files)
  onTestFinished(() => scratch.remove())
  const policyTest = (...args: readonly string[]) => scratch.run(scratch.install.program, ['policy', 'test', ...args])
  return Object.assign(scratch, {policyTest})
}

const POLICY = `version: 1
serial: 1
rules:
  name-lookalike: block
  deprecated: hold-back
  registry-address: note
`

const cases = (...all: readonly string[]): string =>
  `version: 1\nnow: 2026-11-24\ncases:\n${all.map((one) => `  - ${one}\n`).join('')}`

test('every word of the facts reaches the rule that it is about', async () => {
  const {policyTest} = repository({
    'policy.yaml': POLICY,
    'policy.test.yaml': cases(
      '{artifact: npm:expresss, facts: {resembles: express}, expect: block, because: [name-lookalike]}',
      '{artifact: npm:expresss, facts: {resembles: [express, expressjs]}, expect: block, because: [name-lookalike]}',
      '{artifact: npm:expresss, expect: allow}',
      '{artifact: npm:invented, facts: {unknown: true, in-registry: false, index-date: 2026-11-01}, expect: allow, because: [name-unknown]}',
      '{artifact: npm:invented, facts: {unknown: invent}, expect: allow, because: [name-unknown]}',
      '{artifact: docker:openjdk:17, facts: {remark: deprecated, instead: eclipse-temurin}, expect: hold-back, because: [deprecated]}',
      '{artifact: docker:ghrc.io/a/b:1, facts: {host-resembles: ghcr.io}, expect: block, because: [registry-lookalike]}',
      '{artifact: docker:203.0.113.7/a/b:1, facts: {host-remark: {bare-address: names an address}}, expect: allow, because: [registry-address]}',
      '{artifact: docker:x.example/a/b:1, facts: {host-remark: unreadable}, expect: ask, because: [registry-unreadable]}',
      '{artifact: npm:git+https://git.example/a.git, expect: ask, because: [not-from-registry]}',
      '{artifact: npm:tool, from: {url: "https://host.example/tool.tgz"}, expect: ask, because: [not-from-registry]}',
      '{artifact: npm:tool, from: {file: /tmp/tool.tgz}, expect: allow, because: [local-path]}',
      '{artifact: pkg:pypi/requests@2.0, facts: {silent: [registry]}, expect: allow}',
    ),
  })
  expect(await policyTest()).toMatchObject({
    code: 0,
    stderr: '',
    stdout: expect.stringMatching(/\n13 passed, 0 failed\n$/u),
  })
})

test('reads nothing of the machine: no policy in the home, no configuration of npm or pip, no names', async () => {
  const place = repository({
    'policy.yaml': 'version: 1\nregistries: ["npm:default", "pypi:default"]\n',
    'policy.test.yaml': cases('{artifact: npm:expresss, expect: allow}', '{artifact: pypi:reqeusts, expect: allow}'),
    '.npmrc': 'registry=https://evil.example/\n',
  })
  place
    .withHomeFiles({
      '.config/sallyport/policy.yaml': 'version: 1\nrulez: 7\n',
      '.npmrc': 'registry=https://evil.example/\n',
      '.config/pip/pip.conf': '[global]\nindex-url = https://evil.example/simple\n',
    })
    .withEnvironment({npm_config_registry: 'https://evil.example/', PIP_INDEX_URL: 'https://evil.example/simple'})
  expect(await place.policyTest()).toMatchObject({code: 0, stderr: ''})
})

test('a case that fails says what was expected, what came, which line says so and what would change it', async () => {
  const {policyTest} = repository({
    'policy.yaml': `${POLICY}allow:\n  - {match: 'npm:lodahs', reason: ours}\n`,
    'policy.test.yaml': cases(
      '{artifact: npm:expresss, facts: {resembles: express}, expect: allow, why: we like it}',
      '{artifact: npm:lodahs, facts: {resembles: lodash}, expect: ask}',
      '{artifact: docker:nginx, facts: {remark: deprecated}, expect: hold-back, because: [deprecated, tag-moved]}',
    ),
  })
  const {code, stdout} = await policyTest()
  expect(code).toBe(1)
  expect(stdout.split('\n').slice(1)).toEqual([
    'failed: `npm:expresss` (policy.test.yaml:4)',
    '  - expected: allow',
    '  + got:      block',
    '    block: resembles `express` (name-lookalike, policy: policy.yaml:4)',
    '      would change: `name-lookalike: note` under `rules`, an `allow` entry for it, or an exception (`sallyport policy allow`)',
    '    why: we like it',
    'failed: `npm:lodahs` (policy.test.yaml:5)',
    '  - expected: ask',
    '  + got:      allow',
    '    note: resembles `lodash` (name-lookalike, policy: policy.yaml:4); allowed by `npm:lodahs` (policy.yaml:8): ours',
    '      would change: without the `allow` entry `npm:lodahs` (policy.yaml:8) it would be `block`',
    'failed: `docker:nginx` (policy.test.yaml:6)',
    '    expected and got: hold-back',
    '  - because:  deprecated, tag-moved',
    '  + because:  deprecated, latest-tag',
    '    missing: tag-moved is `ask` (policy: built-in), and found nothing',
    '    hold-back: is deprecated (deprecated, policy: policy.yaml:5)',
    '    note: follows the moving tag `latest` (latest-tag, policy: built-in)',
    '0 passed, 3 failed',
    '',
  ])
})

test('--json has every case with its findings', async () => {
  const {policyTest} = repository({
    'policy.yaml': POLICY,
    'policy.test.yaml': cases(
      '{artifact: npm:expresss, facts: {resembles: express}, expect: ask}',
      '{artifact: npm:x, expect: allow}',
    ),
  })
  const {code, stdout} = await policyTest('--json')
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    schema: 'sallyport/policy-test/1',
    policy: {path: 'policy.yaml', layer: 'team'},
    fixtures: 'policy.test.yaml',
    now: '2026-11-24',
    passed: 1,
    failed: 1,
    cases: [
      {
        line: 4,
        artifact: 'npm:expresss',
        passed: false,
        expected: 'ask',
        got: 'block',
        findings: [
          {
            code: 'name-lookalike',
            severity: 'block',
            origin: 'policy.yaml:4',
            wouldChange: expect.stringContaining('note'),
          },
        ],
      },
      {line: 5, passed: true, findings: []},
    ],
  })
})

test('both files are checked whole: 78, every error with file, line, column and what was meant', async () => {
  const {policyTest} = repository({
    'policy.yaml': 'version: 1\nrulez: {}\n',
    'policy.test.yaml': `version: 1
now: 2026-13-01
cases:
  - {artefact: npm:x, expect: allow}
  - {artifact: cargo:x, expect: alow}
  - {artifact: npm:x, facts: {resemble: y}, expect: ask}
  - {artifact: npm:x, facts: {resembles: 7, in-registry: maybe}, expect: ask, because: [name-lookalik]}
  - {artifact: npm:x, facts: {resembles: y, unknown: true}, expect: ask}
  - {artifact: docker:x, from: 'https://registry.example/', expect: ask}
  - {artifact: npm:x, from: ['https://a.example/', 'https://b.example/'], expect: ask}
  - {artifact: {ecosystem: npm, name: x, born: 1}, expect: ask}
  - {artifact: {ecosystem: npm, name: x}, facts: {unknown: true}, expect: ask}
  - {line: {schema: sallyport/audit/1}, expect: ask}
`,
  })
  const {code, stdout, stderr} = await policyTest()
  expect({code, stdout}).toEqual({code: 78, stdout: ''})
  expect(stderr.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^policy\.yaml:2:1: found the key `rulez`, .*; nearest: `rules`$/u),
    'policy.test.yaml:2:6: found `2026-13-01`, expected a day as `2026-12-31`',
    'policy.test.yaml:4:5: found keys with values, which have neither `artifact` nor `line`',
    expect.stringMatching(/^policy\.test\.yaml:4:6: found the key `artefact`, .*; nearest: `artifact`$/u),
    'policy.test.yaml:5:16: found `cargo:x`, which is no artifact as `npm:lodash@^4`: `cargo` is neither npm, pip (pypi) nor docker',
    'policy.test.yaml:5:33: found `alow`, expected one of `allow`, `hold-back`, `ask`, `block`; nearest: `allow`',
    expect.stringMatching(/^policy\.test\.yaml:6:31: found the key `resemble`, .*; nearest: `resembles`$/u),
    'policy.test.yaml:7:42: found 7, which is neither a name nor a list of them',
    'policy.test.yaml:7:58: found `maybe`, which is neither `true` nor `false`',
    expect.stringMatching(/^policy\.test\.yaml:7:89: found `name-lookalik`, .*; nearest: `name-lookalike`$/u),
    'policy.test.yaml:8:54: found true, which cannot stand beside `resembles`',
    expect.stringMatching(/^policy\.test\.yaml:9:32: found `https:\/\/registry\.example\/`, which cannot be/u),
    expect.stringMatching(/^policy\.test\.yaml:10:29: found a list, which npm cannot have/u),
    'policy.test.yaml:11:16: found keys with values, which have the key `born`, which is not known',
    expect.stringMatching(
      /^policy\.test\.yaml:12:50: found keys with values, which cannot stand beside what was logged/u,
    ),
    expect.stringMatching(/^policy\.test\.yaml:13:12: found keys with values, which cannot be judged again: /u),
    'hint: mend the file, then `sallyport policy test`',
  ])
})

test.for([
  ['docker:UPPER', 'cannot be read: `UPPER` is no image reference'],
  ['npm:--registry', 'is no artifact'],
  ['pypi:a b c', 'cannot be read'],
])('an artifact that its tool cannot read is an error at its place: %s', async ([artifact, reason]) => {
  const {policyTest} = repository({
    'policy.yaml': POLICY,
    'policy.test.yaml': cases(`{expect: ask, artifact: '${artifact}'}`),
  })
  const {code, stderr} = await policyTest()
  expect(code).toBe(78)
  expect(stderr).toContain('policy.test.yaml:4:29: found ')
  expect(stderr).toContain(reason)
})

test('a file that is not there, or none at all, is said', async () => {
  const place = repository({'team.yaml': POLICY})
  expect(await place.policyTest()).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('neither `policy.yaml` nor `.sallyport.yaml`'),
  })
  expect(await place.policyTest('team.yaml')).toMatchObject({
    code: 78,
    stderr: expect.stringContaining('team.test.yaml: does not exist'),
  })
  place.withFiles({'fixtures/mine.yaml': cases('{artifact: npm:x, expect: allow}')})
  const named = await place.policyTest('team.yaml', '--fixtures', 'fixtures/mine.yaml')
  expect(named).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("team.yaml as the team's policy, by fixtures/mine.yaml,"),
  })
})

test('a policy is taken for that of its layer, and says what it says in vain', async () => {
  const text = 'version: 1\nrules: {name-lookalike: note}\n'
  const fixtures = cases('{artifact: npm:expresss, facts: {resembles: express}, expect: allow}')
  const place = repository({
    'mine.yaml': text,
    'mine.test.yaml': fixtures,
    '.sallyport.yaml': text,
    '.sallyport.test.yaml': fixtures,
  })
  expect(await place.policyTest('mine.yaml')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("mine.yaml as the user's policy"),
  })
  const project = await place.policyTest()
  expect(project.code).toBe(1)
  expect(project.stdout).toContain(
    ".sallyport.yaml as the project's policy, by .sallyport.test.yaml, as of 2026-11-24\nignored: rules.name-lookalike: note  # .sallyport.yaml:2; the file of a project can only tighten\n",
  )
  expect((await place.policyTest('mine.yaml', '--as', 'project')).code).toBe(1)
  expect((await place.policyTest('.sallyport.yaml', '--as=team')).code).toBe(0)
  expect((await place.policyTest('mine.yaml', '--as', 'owner')).code).toBe(64)
})

test('exceptions end by the day that the fixtures name; a policy that observes is judged as if it enforced', async () => {
  const place = repository({
    'policy.yaml': `${POLICY}mode: observe\nexceptions: [{match: 'npm:expresss', rules: [name-lookalike], reason: ours, expires: 2026-11-24}]\n`,
    'policy.test.yaml': cases('{artifact: npm:expresss, facts: {resembles: express}, expect: allow}'),
    'later.yaml': cases(
      '{artifact: npm:expresss, facts: {resembles: express}, expect: block, because: [exception-expired]}',
    ).replace('11-24', '11-25'),
  })
  expect((await place.policyTest()).code).toBe(0)
  expect(await place.policyTest('policy.yaml', '--fixtures', 'later.yaml')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('judged as if it enforced, not mode: observe (policy.yaml:7)\n'),
  })
})

test('a line of the log is a case as it stands', async () => {
  const place = repository({'policy.yaml': POLICY})
  place.withFakeTool({name: 'npm'})
  await place.run('npm', ['install', 'expresss', 'https://u:secret@host.example/x.tgz'])
  const log = await place.run('cat', [`${place.home}/.local/state/sallyport/audit.jsonl`])
  place.withFiles({
    'policy.test.yaml': cases(
      `line: ${log.stdout.trim()}\n    expect: block\n    because: [name-lookalike, not-from-registry]`,
    ),
  })
  expect(await place.policyTest()).toMatchObject({code: 0, stderr: ''})
  place.withFiles({'policy.test.yaml': cases(`line: ${log.stdout.trim()}\n    expect: allow`)})
  const {code, stdout} = await place.policyTest()
  expect(code).toBe(1)
  expect(stdout).toContain('failed: `npm install expresss https://***@host.example/x.tgz` (policy.test.yaml:4)\n')
})

test('nothing in the files acts on the terminal', async () => {
  const {policyTest} = repository({
    'policy.yaml': POLICY,
    'policy.test.yaml': cases(
      '{artifact: {ecosystem: npm, name: "a\\u202Eb", resembles: "\\x1b[2J"}, expect: allow, why: "\\x1b[31m"}',
    ),
  })
  const {code, stdout} = await policyTest()
  expect(code).toBe(1)
  expect(stdout).toContain('resembles `\\u{1b}[2J`')
  expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{C}/u)
})

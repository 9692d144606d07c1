import {describe, expect, onTestFinished, test} from 'vitest'
import {policyRules} from '../../src/core/policy/rule-table.ts'
import {Scratch} from '../support/scratch.ts'

function installation() {
  const scratch = new Scratch().withNode().installShims()
  onTestFinished(() => scratch.remove())
  const sallyport = (argv: readonly string[], input = '') => scratch.run(scratch.install.program, argv, {input})
  return Object.assign(scratch, {sallyport})
}

describe('sallyport explain', () => {
  test('says what a name resembles, what every rule says of it, and who set its action', async () => {
    const {code, stdout} = await installation().sallyport(['explain', 'npm:lodahs@4'])
    expect(code).toBe(0)
    expect(stdout).toContain('package URL: pkg:npm/lodahs')
    expect(stdout).toMatch(
      /resembles `lodash`: it swaps two letters of `lodash` \(swap, 0\.\d+; .* downloads a month\)/,
    )
    expect(stdout).toMatch(/name-lookalike +ask +built-in +swaps two letters of `lodash`/)
    expect(stdout).toMatch(/registry-lookalike +block +built-in +- \(/)
    expect(stdout).toMatch(/too-new +hold-back +built-in +not known: no registry was asked \(/)
    expect(stdout).toMatch(/malware-known +block +built-in +not known: there is no feed of advisories \(/)
    expect(stdout).toMatch(/names as of \d{4}-\d{2}-\d{2} \(\d+ days old\)/)
  })

  test.each([
    ['npm:lodahs', 'lodash', 'lookalike'],
    ['pkg:pypi/reqeusts', 'requests', 'lookalike'],
    ['docker:ngnix/ngnix', 'nginx', 'lookalike'],
    ['docker:openjdk', 'eclipse-temurin', 'ok'],
  ])('--json: %s leads to %s, as `sallyport names` says', async (artifact, target, verdict) => {
    const place = installation()
    const {stdout} = await place.sallyport(['explain', '--json', artifact])
    const explanation = JSON.parse(stdout)
    expect(explanation).toMatchObject({schema: 'sallyport/explanation/1', name: {verdict}})
    expect(explanation.name.suggestions[0].name).toBe(target)
    const ecosystem = artifact.includes('pypi') ? 'pypi' : artifact.includes('npm') ? 'npm' : 'docker'
    const name = artifact.replace(/^(?:npm:|docker:|pkg:pypi\/)/, '')
    const names = await place.sallyport(['names', '--ecosystem', ecosystem, '--json'], `${name}\n`)
    const answer = JSON.parse(names.stdout)
    expect(answer.verdict).toBe(explanation.name.verdict)
    expect(answer.suggestions.map((one: {name: string}) => one.name)).toEqual(
      explanation.name.suggestions.map((one: {name: string}) => one.name),
    )
  })

  test('says which line of which policy file decides, and what would change the answer', async () => {
    const place = installation().withFiles({
      '.sallyport.yaml': 'version: 1\nrules:\n  name-lookalike: block\ndeny:\n  - "npm:left-pad@<1.3"\n',
    })
    const lookalike = await place.sallyport(['explain', 'npm:lodahs'])
    expect(lookalike.stdout).toMatch(/^would refuse: `lodahs`/)
    expect(lookalike.stdout).toMatch(/name-lookalike +block +\S*\.sallyport\.yaml:3 /)
    expect(lookalike.stdout).toContain(
      'would change: `name-lookalike: note` under `rules`, an `allow` entry for it, or an exception',
    )
    const denied = await place.sallyport(['explain', 'npm:left-pad@1.2.0'])
    expect(denied.stdout).toMatch(/denied +block +\S*\.sallyport\.yaml:5 /)
    expect(denied.stdout).toContain('would change: the `deny` entry that covers it')
  })

  test('gives every rule with its value, its parameters and who set each, and the lists that speak of the artifact', async () => {
    const place = installation().withHomeFiles({
      '.config/sallyport/policy.yaml': `version: 1
rules:
  too-new: {days: 7}
  vulnerable: {action: block, locked: true}
allow:
  - {match: 'npm:lodahs@^4', reason: ours}
deny: ['npm:lodahs@5']
`,
    })
    const {stdout} = await place.sallyport(['explain', 'npm:lodahs@^4'])
    expect(stdout).toMatch(/^would pass: /)
    for (const {code} of policyRules) expect(stdout).toMatch(new RegExp(`^ {4}${code} `, 'mu'))
    expect(stdout).toMatch(/too-new +hold-back +built-in .*not known: no registry was asked/)
    expect(stdout).toMatch(/^ {6}days +7 +\S*policy\.yaml:3$/mu)
    expect(stdout).toMatch(/vulnerable +block +\S*policy\.yaml:4 \(locked by the user\)/)
    expect(stdout).toMatch(/name-lookalike +note .*; allowed by `npm:lodahs@\^4` \(\S*policy\.yaml:6\): ours/)
    expect(stdout).toMatch(
      /would change: without the `allow` entry `npm:lodahs@\^4` \(\S*policy\.yaml:6\) it would be `ask`/,
    )
    const json = JSON.parse((await place.sallyport(['explain', '--json', 'npm:lodahs'])).stdout)
    expect(json.listed).toMatchObject([
      {list: 'deny', match: 'npm:lodahs@5', certainty: 'possible'},
      {list: 'allow', match: 'npm:lodahs@^4', certainty: 'possible'},
    ])
    expect(json.changes[0]).toMatch(/^the `deny` entry that covers it/)
    expect(json.rules.find((one: {code: string}) => one.code === 'too-new').parameters).toMatchObject([
      {name: 'days', value: 7},
    ])
  })

  test('says what only observing lets pass', async () => {
    const place = installation().withHomeFiles({'.config/sallyport/policy.yaml': 'version: 1\nmode: observe\n'})
    const {stdout} = await place.sallyport(['explain', 'npm:lodahs'])
    expect(stdout).toMatch(/only observed \(mode: observe, policy: \S*policy\.yaml:2\): would ask about `lodahs`/)
  })

  test('with a policy that cannot be used: 78, and where', async () => {
    const place = installation().withFiles({'.sallyport.yaml': 'version: 1\nrulez: {}\n'})
    const {code, stderr} = await place.sallyport(['explain', 'npm:lodahs'])
    expect(code).toBe(78)
    expect(stderr).toMatch(/\.sallyport\.yaml:2:1: .*nearest: `rules`/)
  })

  test('reads no project: only the artifact is explained', async () => {
    const place = installation()
    place.withFiles({'package.json': JSON.stringify({dependencies: {loadsh: '1'}})})
    const {stdout} = await place.sallyport(['explain', '--json', 'npm:express'])
    expect(JSON.parse(stdout)).toMatchObject({requested: 'express', verdict: 'allow'})
  })

  test.each([
    [['explain'], '`explain` takes an artifact'],
    [['explain', 'lodash'], '`lodash` does not say which ecosystem it is of'],
    [['explain', 'npm:'], 'is no artifact'],
    [['explain', 'npm:\u001b[31mx'], ''],
  ])('%j: a sentence and no stack', async (argv, message) => {
    const {code, stdout, stderr} = await installation().sallyport(argv)
    expect(stdout + stderr).toContain(message)
    expect(stdout + stderr).not.toMatch(/\u001b|\bat .*\.js/)
    expect([0, 64]).toContain(code)
  })
})

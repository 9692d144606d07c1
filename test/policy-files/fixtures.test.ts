// Whatever stands in a fixtures file: cases, or errors; and whatever is a case can be judged.

import fc from 'fast-check'
import {expect, it, test} from 'vitest'
import {stringify} from 'yaml'
import {statedCase} from '../../src/commands/policy/stated-case.ts'
import {evaluate} from '../../src/core/evaluate.ts'
import {factWords} from '../../src/core/facts/evidence-facts.ts'
import {builtInPolicy} from '../../src/core/policy/built-in.ts'
import {type Fixtures, fixturesSchema} from '../../src/policy-files/fixtures-schema.ts'
import {fixturesPathFor} from '../../src/policy-files/read-fixtures.ts'
import {type ReadYaml, readYaml} from '../../src/policy-files/read-yaml.ts'

function read(document: unknown): ReadYaml<Fixtures> {
  return readYaml(new TextEncoder().encode(stringify(document)), 'f.yaml', fixturesSchema)
}

async function judgeAll(document: unknown): Promise<readonly string[]> {
  const fixtures = read(document)
  if (fixtures.kind === 'problems') return fixtures.problems.map(({message}) => message)
  const stated = await Promise.all(fixtures.document.cases.map(statedCase))
  return stated.map((one) => (one.kind === 'wrong' ? one.reason : evaluate(one.judgeable, builtInPolicy, 0).verdict))
}

const word = fc.constantFrom(...factWords.map((one) => one.word), '__proto__', 'constructor')
const value = fc.oneof(
  fc.jsonValue({maxDepth: 3}),
  fc.constantFrom('express', true, {deprecated: 'given up'}, ['a', 'b'], '2026-11-01', 'known'),
)
const artifact = fc.oneof(
  fc.jsonValue({maxDepth: 2}),
  fc.constantFrom('npm:express@^4', 'pypi:requests', 'docker:nginx', 'pkg:npm/%40acme/tool', 'npm:.', 'pypi:.[dev]'),
  fc
    .tuple(fc.constantFrom('npm', 'pypi', 'docker', 'pip', 'pkg'), fc.string())
    .map(([ecosystem, name]) => `${ecosystem}:${name}`),
)
const anyCase = fc.record(
  {
    artifact,
    line: fc.jsonValue({maxDepth: 2}),
    from: fc.oneof(fc.jsonValue({maxDepth: 2}), fc.constantFrom('https://a.example/', ['https://a.example/'])),
    facts: fc.dictionary(word, value, {maxKeys: 3}),
    expect: fc.constantFrom('allow', 'hold-back', 'ask', 'block', 'note'),
  },
  {requiredKeys: ['artifact', 'expect']},
)

it('any case is judged or complained of', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyCase, {minLength: 1, maxLength: 3}), async (cases) => {
      expect((await judgeAll({version: 1, cases})).length).toBeGreaterThan(0)
    }),
    {numRuns: 1000},
  )
})

it('facts under the names of prototypes are unknown words', async () => {
  const facts = JSON.parse('{"__proto__": {"silent": []}, "constructor": 1}')
  const messages = await judgeAll({version: 1, cases: [{artifact: 'npm:x', expect: 'allow', facts}]})
  expect(messages).toEqual([
    expect.stringContaining('found the key `__proto__`'),
    expect.stringContaining('found the key `constructor`'),
  ])
})

test.for<readonly [string, string]>([
  ['policy.yaml', 'policy.test.yaml'],
  ['rules/team.yml', 'rules/team.test.yml'],
  ['.sallyport.yaml', '.sallyport.test.yaml'],
  ['/a/policy', '/a/policy.test.yaml'],
])('the fixtures of `%s` stand in `%s`', ([policy, fixtures]) => expect(fixturesPathFor(policy)).toBe(fixtures))

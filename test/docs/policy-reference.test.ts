import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {fixturesJsonSchema, withFixtureTables} from '../../scripts/docs/fixtures-reference.ts'
import {withNativeSettings} from '../../scripts/docs/native-reference.ts'
import {policyJsonSchema, withGeneratedParts} from '../../scripts/docs/policy-reference.ts'
import {policyRules} from '../../src/core/policy/rule-table.ts'
import {allRules} from '../../src/core/rules/all-rules.ts'
import {readPolicy} from '../../src/policy-files/read-policy.ts'
import {checkout} from '../support/checkout.ts'

const doc = (name: string): string => readFileSync(join(checkout, 'docs', name), 'utf8')

test('docs/policy.schema.json is what the schema emits (`npm run docs:build` writes it)', () => {
  expect(doc('policy.schema.json')).toBe(policyJsonSchema())
})

test('docs/policy.md has the tables of the schema (`npm run docs:build` writes them)', () => {
  expect(doc('policy.md')).toBe(withGeneratedParts(doc('policy.md')))
})

test('docs/policy-test.schema.json is what the schema of fixtures emits (`npm run docs:build` writes it)', () => {
  expect(doc('policy-test.schema.json')).toBe(fixturesJsonSchema())
})

test('docs/testing-a-policy.md has the tables of the schema of fixtures (`npm run docs:build` writes them)', () => {
  expect(doc('testing-a-policy.md')).toBe(withFixtureTables(doc('testing-a-policy.md')))
})

test('the policies in docs/policy.md are valid', () => {
  const fenced = doc('policy.md').matchAll(/^```yaml\n(version: [\s\S]*?)^```$/gmu)
  const problems = [...fenced].map(([, text = '']) => readPolicy(new TextEncoder().encode(text), 'policy.md'))
  expect(problems.map(({kind}) => kind)).toContain('document')
  expect(problems.map(({kind}) => kind)).not.toContain('problems')
})

test('docs/migrating.md has every setting that can be exported (`npm run docs:build` writes them)', async () => {
  expect(doc('migrating.md')).toBe(await withNativeSettings(doc('migrating.md')))
})

test('docs/findings.md lists every rule with its built-in action', () => {
  const findings = doc('findings.md')
  for (const {code} of allRules) expect(findings).toContain(`| \`${code}\` |`)
  for (const {code, action} of policyRules) {
    const row = findings.split('\n').find((line) => line.startsWith(`| \`${code}\` |`))
    if (row !== undefined) expect(row).toContain(`| ${action} |`)
  }
})

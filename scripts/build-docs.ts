// Writes what the documentation takes from schemas: docs/policy.schema.json and the tables of docs/policy.md,
// docs/policy-test.schema.json and the tables of docs/testing-a-policy.md.

import {readFileSync, writeFileSync} from 'node:fs'
import {fixturesJsonSchema, withFixtureTables} from './docs/fixtures-reference.ts'
import {policyJsonSchema, withGeneratedParts} from './docs/policy-reference.ts'

const docs = new URL('../docs/', import.meta.url)
const rewrite = (name: string, change: (page: string) => string): void => {
  const page = new URL(name, docs)
  writeFileSync(page, change(readFileSync(page, 'utf8')))
}
writeFileSync(new URL('policy.schema.json', docs), policyJsonSchema())
rewrite('policy.md', withGeneratedParts)
writeFileSync(new URL('policy-test.schema.json', docs), fixturesJsonSchema())
rewrite('testing-a-policy.md', withFixtureTables)

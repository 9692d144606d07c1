// Writes what the documentation takes from the program: docs/policy.schema.json and the tables of docs/policy.md,
// docs/policy-test.schema.json and the tables of docs/testing-a-policy.md, and the settings in docs/migrating.md.

import {readFileSync, writeFileSync} from 'node:fs'
import {fixturesJsonSchema, withFixtureTables} from './docs/fixtures-reference.ts'
import {withNativeSettings} from './docs/native-reference.ts'
import {policyJsonSchema, withGeneratedParts} from './docs/policy-reference.ts'

const docs = new URL('../docs/', import.meta.url)
const rewrite = async (name: string, change: (page: string) => string | Promise<string>): Promise<void> => {
  const page = new URL(name, docs)
  writeFileSync(page, await change(readFileSync(page, 'utf8')))
}
writeFileSync(new URL('policy.schema.json', docs), policyJsonSchema())
await rewrite('policy.md', withGeneratedParts)
writeFileSync(new URL('policy-test.schema.json', docs), fixturesJsonSchema())
await rewrite('testing-a-policy.md', withFixtureTables)
await rewrite('migrating.md', withNativeSettings)

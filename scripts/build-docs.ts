// Writes what the documentation takes from the program: docs/policy.schema.json, the tables of docs/policy.md, and the settings
// in docs/migrating.md.

import {readFileSync, writeFileSync} from 'node:fs'
import {withNativeSettings} from './docs/native-reference.ts'
import {policyJsonSchema, withGeneratedParts} from './docs/policy-reference.ts'

const docs = new URL('../docs/', import.meta.url)
writeFileSync(new URL('policy.schema.json', docs), policyJsonSchema())
const reference = new URL('policy.md', docs)
writeFileSync(reference, withGeneratedParts(readFileSync(reference, 'utf8')))
const migrating = new URL('migrating.md', docs)
writeFileSync(migrating, await withNativeSettings(readFileSync(migrating, 'utf8')))

// Writes what the documentation takes from the policy's schema: docs/policy.schema.json, and the tables of docs/policy.md.

import {readFileSync, writeFileSync} from 'node:fs'
import {policyJsonSchema, withGeneratedParts} from './docs/policy-reference.ts'

const docs = new URL('../docs/', import.meta.url)
writeFileSync(new URL('policy.schema.json', docs), policyJsonSchema())
const reference = new URL('policy.md', docs)
writeFileSync(reference, withGeneratedParts(readFileSync(reference, 'utf8')))

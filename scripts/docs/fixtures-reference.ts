// The parts of docs/testing-a-policy.md that come from the schema of fixtures, and the JSON Schema itself.

import {z} from 'zod'
import {factWords} from '../../src/core/facts/evidence-facts.ts'
import {fixturesSchema} from '../../src/policy-files/fixtures-schema.ts'
import type {JsonSchema} from './tables.ts'
import {keyTable, table, withParts} from './tables.ts'

export function fixturesJsonSchema(): string {
  const schema = z.toJSONSchema(fixturesSchema)
  return `${JSON.stringify({title: 'sallyport policy fixtures', ...schema}, null, 2)}\n`
}

/** The page with every part between `<!-- begin NAME -->` and `<!-- end NAME -->` made anew. */
export function withFixtureTables(page: string): string {
  const schema = z.toJSONSchema(fixturesSchema) as JsonSchema
  return withParts(page, {
    fixtures: keyTable(schema),
    case: keyTable(schema.properties?.cases?.items ?? {}),
    facts: table(
      ['word', 'meaning'],
      factWords.map(({word, meaning}) => [`\`${word}\``, meaning]),
    ),
  })
}

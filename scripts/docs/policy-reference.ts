// The parts of docs/policy.md that come from the schema, and the JSON Schema itself.

import {z} from 'zod'
import {policyRules} from '../../src/core/policy/rule-table.ts'
import {policySchema} from '../../src/core/policy/schema.ts'
import {LIST_DIRECTION} from '../../src/core/policy/tightness.ts'
import {allRules} from '../../src/core/rules/all-rules.ts'
import {type JsonSchema, keyTable, table, withParts} from './tables.ts'

/** What is below these keys stands in tables of its own. */
const OWN_TABLES: ReadonlySet<string> = new Set(['rules', 'npm', 'pypi', 'docker'])

export function policyJsonSchema(): string {
  const schema = z.toJSONSchema(policySchema, {reused: 'ref'})
  return `${JSON.stringify({title: 'sallyport policy', ...schema}, null, 2)}\n`
}

/** The reference with every part between `<!-- begin NAME -->` and `<!-- end NAME -->` made anew. */
export function withGeneratedParts(reference: string): string {
  const schema = z.toJSONSchema(policySchema) as JsonSchema
  const parts: Readonly<Record<string, string>> = {
    keys: keyTable(schema, OWN_TABLES),
    section: keyTable(schema.properties?.npm ?? {}),
    entries: entryTable(schema),
    rules: ruleTable(),
  }
  return withParts(reference, parts)
}

function entryTable({properties = {}}: JsonSchema): string {
  const rows = Object.keys(LIST_DIRECTION).map((list) => {
    const items = properties[list]?.items ?? {}
    const entry = [items, ...(items.anyOf ?? [])].find((one) => one.properties !== undefined)
    const keys = Object.keys(entry?.properties ?? {}).map((key) =>
      entry?.required?.includes(key) ? `\`${key}\`` : `\`${key}\` (optional)`,
    )
    return [`\`${list}\``, items.anyOf === undefined ? 'no' : 'yes', keys.join(', ')]
  })
  return table(['list', 'an entry may be text alone', 'its keys otherwise'], rows)
}

function ruleTable(): string {
  return table(
    ['code', 'built-in', 'judged', '`hold-back`', 'parameters', 'meaning'],
    policyRules.map(({code, action, days, severity, isAboutVersions, meaning}) => [
      `\`${code}\``,
      action,
      // What cannot be read is no artifact, so it has no rule file.
      code === 'unclear' || allRules.some((rule) => rule.code === code) ? 'yes' : 'not yet',
      isAboutVersions ? 'possible' : '',
      [
        ...(days === undefined ? [] : [`\`days\`: ${days}`]),
        ...(severity === undefined ? [] : [`\`severity\`: ${severity}`]),
      ].join(', '),
      meaning,
    ]),
  )
}

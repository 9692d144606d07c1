// The parts of docs/policy.md that come from the schema, and the JSON Schema itself.

import {z} from 'zod'
import {policyRules} from '../../src/core/policy/rule-table.ts'
import {policySchema} from '../../src/core/policy/schema.ts'
import {LIST_DIRECTION} from '../../src/core/policy/tightness.ts'

interface JsonSchema {
  readonly description?: string
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly string[]
  readonly format?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
}

export function policyJsonSchema(): string {
  const schema = z.toJSONSchema(policySchema, {reused: 'ref'})
  return `${JSON.stringify({title: 'sallyport policy', ...schema}, null, 2)}\n`
}

/** The reference with every part between `<!-- begin NAME -->` and `<!-- end NAME -->` made anew. */
export function withGeneratedParts(reference: string): string {
  const schema = z.toJSONSchema(policySchema) as JsonSchema
  const parts: Readonly<Record<string, string>> = {
    keys: keyTable(schema),
    section: keyTable(schema.properties?.npm ?? {}),
    entries: entryTable(schema),
    rules: ruleTable(),
  }
  return Object.entries(parts).reduce((text, [name, part]) => {
    const marks = new RegExp(`(<!-- begin ${name} -->)[^]*?(<!-- end ${name} -->)`, 'u')
    if (!marks.test(text)) throw new Error(`the reference has no part \`${name}\``)
    return text.replace(marks, (_, begin: string, end: string) => `${begin}\n${part}\n${end}`)
  }, reference)
}

function keyTable({properties = {}}: JsonSchema): string {
  return table(
    ['key', 'value', 'meaning'],
    Object.entries(properties).map(([key, value]) => [`\`${key}\``, valueText(value), value.description ?? '']),
  )
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
    ['code', 'built-in', '`hold-back`', 'parameters', 'meaning'],
    policyRules.map(({code, action, days, severity, dormantDays, licenses, isAboutVersions, meaning}) => [
      `\`${code}\``,
      action,
      isAboutVersions ? 'possible' : '',
      [
        ...(days === undefined ? [] : [`\`days\`: ${days}`]),
        ...(severity === undefined ? [] : [`\`severity\`: ${severity}`]),
        ...(dormantDays === undefined ? [] : [`\`dormant-days\`: ${dormantDays}`]),
        ...(licenses === undefined ? [] : [`\`licenses\`: ${licenses.join(', ') || 'all'}`]),
      ].join(', '),
      meaning,
    ]),
  )
}

function valueText({type, enum: words, const: only, anyOf, format}: JsonSchema): string {
  if (only !== undefined) return `\`${JSON.stringify(only)}\``
  if (words !== undefined) return words.map((word) => `\`${word}\``).join(', ')
  if (anyOf !== undefined) return [...new Set(anyOf.map(valueText))].join(' or ')
  if (format === 'date') return 'a day, `YYYY-MM-DD`'
  return KINDS.get(type ?? '') ?? ''
}

const KINDS = new Map([
  ['boolean', '`true`, `false`'],
  ['integer', 'a whole number'],
  ['string', 'text'],
  ['array', 'a list'],
  ['object', 'keys with values'],
])

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [heads, heads.map(() => '---'), ...rows]
  return lines.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n')
}

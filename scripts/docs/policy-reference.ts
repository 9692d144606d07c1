// The parts of docs/policy.md that come from the schema, and the JSON Schema itself.

import {z} from 'zod'
import {policyRules} from '../../src/core/policy/rule-table.ts'
import {policySchema} from '../../src/core/policy/schema.ts'
import {LIST_DIRECTION} from '../../src/core/policy/tightness.ts'
import {allRules} from '../../src/core/rules/all-rules.ts'

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
  return Object.entries(parts).reduce((text, [name, part]) => withPart(text, name, part), reference)
}

export function withPart(text: string, name: string, part: string): string {
  const marks = new RegExp(`(<!-- begin ${name} -->)[^]*?(<!-- end ${name} -->)`, 'u')
  if (!marks.test(text)) throw new Error(`the reference has no part \`${name}\``)
  return text.replace(marks, (_, begin: string, end: string) => `${begin}\n${part}\n${end}`)
}

function keyTable({properties = {}}: JsonSchema): string {
  const rows = Object.entries(properties).flatMap(([key, value]) => [
    keyRow(key, value),
    ...Object.entries(OWN_TABLES.has(key) ? {} : keysOf(value)).map(([inner, one]) => keyRow(`${key}.${inner}`, one)),
  ])
  return table(['key', 'value', 'meaning'], rows)
}

/** What is below these keys stands in tables of its own. */
const OWN_TABLES = new Set(['rules', 'npm', 'pypi', 'docker'])

function keyRow(key: string, value: JsonSchema): readonly string[] {
  return [`\`${key}\``, valueText(value), value.description ?? '']
}

function keysOf({properties, anyOf = []}: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return properties ?? Object.fromEntries(anyOf.flatMap((one) => Object.entries(keysOf(one))))
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

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [heads, heads.map(() => '---'), ...rows]
  return lines.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n')
}

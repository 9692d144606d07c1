// Tables of the documentation, made from schemas.

export interface JsonSchema {
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

/** A page with every part between `<!-- begin NAME -->` and `<!-- end NAME -->` made anew. */
export function withParts(page: string, parts: Readonly<Record<string, string>>): string {
  return Object.entries(parts).reduce((text, [name, part]) => {
    const marks = new RegExp(`(<!-- begin ${name} -->)[^]*?(<!-- end ${name} -->)`, 'u')
    if (!marks.test(text)) throw new Error(`the page has no part \`${name}\``)
    return text.replace(marks, (_, begin: string, end: string) => `${begin}\n${part}\n${end}`)
  }, page)
}

/** What is below the keys of `ownTables` stands in tables of their own. */
export function keyTable({properties = {}}: JsonSchema, ownTables: ReadonlySet<string> = new Set()): string {
  const rows = Object.entries(properties).flatMap(([key, value]) => [
    keyRow(key, value),
    ...Object.entries(ownTables.has(key) ? {} : keysOf(value)).map(([inner, one]) => keyRow(`${key}.${inner}`, one)),
  ])
  return table(['key', 'value', 'meaning'], rows)
}

function keyRow(key: string, value: JsonSchema): readonly string[] {
  return [`\`${key}\``, valueText(value), value.description ?? '']
}

function keysOf({properties, anyOf = []}: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return properties ?? Object.fromEntries(anyOf.flatMap((one) => Object.entries(keysOf(one))))
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

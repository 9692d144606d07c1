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

export function keyTable({properties = {}}: JsonSchema): string {
  return table(
    ['key', 'value', 'meaning'],
    Object.entries(properties).map(([key, value]) => [`\`${key}\``, valueText(value), value.description ?? '']),
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

// The options of one of sallyport's own commands, by Node's own parser, with complaints in our words.

import {parseArgs} from 'node:util'

/** `flag` stands alone, `text` takes the next word or what follows `=`; `texts` may be given several times. */
export type OptionKinds = Readonly<Record<string, 'flag' | 'text' | 'texts'>>

export type OptionValues<Kinds extends OptionKinds> = {
  readonly [Name in keyof Kinds]: Kinds[Name] extends 'flag'
    ? boolean
    : Kinds[Name] extends 'texts'
      ? readonly string[]
      : string | undefined
}

export type OptionWords<Kinds extends OptionKinds> =
  | {readonly kind: 'options'; readonly values: OptionValues<Kinds>; readonly operands: readonly string[]}
  /** Begins with the option: ``unknown option `--jsn` ``. */
  | {readonly kind: 'wrong'; readonly message: string}

/** Options may stand before, between and behind the operands; words behind `--` are operands. */
export function readOptionWords<const Kinds extends OptionKinds>(
  words: readonly string[],
  kinds: Kinds,
): OptionWords<Kinds> {
  const {tokens} = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      Object.entries(kinds).map(([name, kind]) => [name, {type: kind === 'flag' ? 'boolean' : 'string'} as const]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const values = new Map<string, boolean | string | readonly string[]>(
    Object.entries(kinds).flatMap(([name, kind]) =>
      kind === 'text' ? [] : [[name, kind === 'flag' ? false : []] as const],
    ),
  )
  const operands: string[] = []
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue
    if (token.kind === 'positional') {
      operands.push(token.value)
      continue
    }
    const {name, rawName, value, inlineValue} = token
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined
    if (kind === undefined) return {kind: 'wrong', message: `unknown option \`${rawName}\``}
    if (kind === 'flag') {
      if (value !== undefined) return {kind: 'wrong', message: `\`${rawName}\` takes no value`}
      values.set(name, true)
    } else if (value === undefined || value === '' || (!inlineValue && value.startsWith('-'))) {
      return {kind: 'wrong', message: `\`${rawName}\` takes a value`}
    } else if (kind === 'texts') {
      values.set(name, [...((values.get(name) as readonly string[] | undefined) ?? []), value])
    } else if (values.has(name)) {
      return {kind: 'wrong', message: `\`${rawName}\` is given twice`}
    } else values.set(name, value)
  }
  return {kind: 'options', values: Object.fromEntries(values) as OptionValues<Kinds>, operands}
}

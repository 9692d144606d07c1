// pip's argv taken apart as Python's `optparse` does it for pip: general options, the command, then options and words in any
// order. Option names may be abbreviated; a short option may carry its value in the same word.

import {optionRows} from './options.generated.ts'

export interface Placed {
  readonly word: string
  /** Index into the argv. */
  readonly index: number
}

export interface ParsedOption {
  /** As in the table: `--requirement`, `-r`. */
  readonly name: string
  readonly value: Placed | undefined
}

export type ParsedArguments =
  | {
      readonly kind: 'parsed'
      readonly command: string | undefined
      readonly words: readonly Placed[]
      readonly options: readonly ParsedOption[]
    }
  /** `message`: what pip would complain about, or what cannot be told for every pip version. */
  | {readonly kind: 'unclear'; readonly command: string | undefined; readonly message: string}

export function parseArguments(argv: readonly string[]): ParsedArguments {
  const placed = argv.map((word, index) => ({word, index}))
  const general = takeOptions(placed, tableOf(''), 'before-first-word')
  if (general.kind === 'unclear') return {...general, command: undefined}
  const [command, ...rest] = general.words
  if (command === undefined) return {kind: 'parsed', command: undefined, words: [], options: general.options}
  const parsed = takeOptions(rest, tableOf(command.word), 'everywhere')
  if (parsed.kind === 'unclear') return {...parsed, command: command.word}
  return {kind: 'parsed', command: command.word, words: parsed.words, options: [...general.options, ...parsed.options]}
}

type Table = ReadonlyMap<string, boolean>
type Taken =
  | {readonly kind: 'taken'; readonly words: readonly Placed[]; readonly options: readonly ParsedOption[]}
  | {readonly kind: 'unclear'; readonly message: string}

const tables = new Map<string, Table>()

function tableOf(command: string): Table {
  const known = tables.get(command)
  if (known !== undefined) return known
  const table = new Map(optionRows.filter(([of]) => of === command).map(([, name, takesValue]) => [name, takesValue]))
  tables.set(command, table)
  return table
}

function takeOptions(placed: readonly Placed[], table: Table, reach: 'before-first-word' | 'everywhere'): Taken {
  const words: Placed[] = []
  const options: ParsedOption[] = []
  for (let at = 0; at < placed.length; at++) {
    const {word, index} = placed[at] ?? {word: '', index: -1}
    if (word === '--') return {kind: 'taken', words: [...words, ...placed.slice(at + 1)], options}
    if (!word.startsWith('-') || word === '-') {
      if (reach === 'before-first-word') return {kind: 'taken', words: placed.slice(at), options}
      words.push({word, index})
      continue
    }
    const read = word.startsWith('--') ? readLong(word, table) : readShort(word, table)
    if (typeof read === 'string') return {kind: 'unclear', message: read}
    for (const {name, value, takesNext} of read) {
      if (!takesNext) options.push({name, value: value === undefined ? undefined : {word: value, index}})
      else {
        at++
        options.push({name, value: placed[at] ?? {word: '', index}})
      }
    }
  }
  return {kind: 'taken', words, options}
}

interface ReadOption {
  readonly name: string
  readonly value?: string
  readonly takesNext: boolean
}

function readLong(word: string, table: Table): readonly ReadOption[] | string {
  const equals = word.indexOf('=')
  const typed = equals === -1 ? word : word.slice(0, equals)
  const matches = table.has(typed)
    ? [typed]
    : [...table.keys()].filter((name) => name.startsWith(typed) && name.startsWith('--'))
  const [name] = matches
  if (name === undefined) return `\`${typed}\` is no option of pip that is known`
  // Deny: which option an abbreviation means depends on the pip version; whether it takes a value must not.
  if (new Set(matches.map((one) => table.get(one))).size > 1) return `\`${typed}\` may mean ${matches.join(' or ')}`
  if (equals !== -1) return [{name, value: word.slice(equals + 1), takesNext: false}]
  return [{name, takesNext: table.get(name) === true}]
}

function readShort(word: string, table: Table): readonly ReadOption[] | string {
  const options: ReadOption[] = []
  for (let at = 1; at < word.length; at++) {
    const name = `-${word[at]}`
    const takesValue = table.get(name)
    if (takesValue === undefined) return `\`${name}\` is no option of pip that is known`
    if (!takesValue) options.push({name, takesNext: false})
    else
      return [
        ...options,
        at + 1 < word.length ? {name, value: word.slice(at + 1), takesNext: false} : {name, takesNext: true},
      ]
  }
  return options
}

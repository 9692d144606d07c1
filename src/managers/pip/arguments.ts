// pip's argv taken apart as Python's `optparse` does it for pip: general options, the command, then options and words in any
// order. Option names may be abbreviated; a short option may carry its value in the same word.

import {optionRows} from './options.generated.ts'

export interface Placed {
  readonly word: string
  /** Index into the argv. */
  readonly index: number
}

export interface ParsedOption {
  /** As in the table: `--requirement`, `-r`. More than one where an abbreviation means another option in another pip. */
  readonly names: readonly string[]
  readonly value: Placed | undefined
}

export type ParsedArguments =
  /** pip prints and ends before it looks at a command. */
  | {readonly kind: 'prints'; readonly what: 'help' | 'version'}
  | {
      readonly kind: 'parsed'
      readonly command: string
      readonly words: readonly Placed[]
      /** Those before the command too: pip reads them again as the command's. */
      readonly options: readonly ParsedOption[]
      /** pip looks for this one word anywhere, even where it is a value. */
      readonly isIsolated: boolean
    }
  /** `message`: what pip would complain about, or what cannot be told for every pip version. */
  | {readonly kind: 'unclear'; readonly command: string | undefined; readonly message: string}

export function parseArguments(argv: readonly string[]): ParsedArguments {
  const placed = argv.map((word, index) => ({word, index}))
  const general = takeOptions(placed, tableOf(''), 'before-first-word')
  if (general.kind === 'unclear') return {...general, command: undefined}
  if (general.options.some((option) => isOnly(option, HELP))) return {kind: 'prints', what: 'help'}
  if (general.options.some((option) => isOnly(option, VERSION))) return {kind: 'prints', what: 'version'}
  const command = general.words[0]?.word
  if (command === undefined) return {kind: 'prints', what: 'help'}
  // pip takes the first word that reads like the command out of the whole line, wherever it stands, and parses the rest:
  // `pip --log install -q install x` logs to `-q` and installs `install` and `x`.
  const rest = [...placed]
  rest.splice(argv.indexOf(command), 1)
  const parsed = takeOptions(rest, tableOf(command), 'everywhere')
  if (parsed.kind === 'unclear') return {...parsed, command}
  return {...parsed, kind: 'parsed', command, isIsolated: rest.some(({word}) => word === '--isolated')}
}

export const HELP: ReadonlySet<string> = new Set(['-h', '--help'])
const VERSION: ReadonlySet<string> = new Set(['-V', '--version'])

/** Whatever the pip version, the option is one of `meanings`. */
export function isOnly({names}: ParsedOption, meanings: ReadonlySet<string>): boolean {
  return names.every((name) => meanings.has(name))
}

interface Option {
  readonly takesValue: boolean
  /** Whether every pip of the table has it: then nothing else can be meant by its full name. */
  readonly isInEvery: boolean
}
type Table = ReadonlyMap<string, Option>
type Taken =
  | {readonly kind: 'taken'; readonly words: readonly Placed[]; readonly options: readonly ParsedOption[]}
  | {readonly kind: 'unclear'; readonly message: string}

const majors = optionRows.flatMap(([, , , first, last]) => [first, last])
const oldest = Math.min(...majors)
const newest = Math.max(...majors)
const tables = new Map<string, Table>()

function tableOf(command: string): Table {
  const known = tables.get(command)
  if (known !== undefined) return known
  const table = new Map<string, Option>()
  for (const [of, name, takesValue, first, last] of optionRows) {
    if (of === command) table.set(name, {takesValue, isInEvery: first === oldest && last === newest})
  }
  tables.set(command, table)
  return table
}

/** Whether `pip <command>` has the long option, in any version: what its configuration may set. */
export function hasOption(command: string, name: string): boolean {
  return tableOf(command).has(name)
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
    for (const {names, value, takesNext} of read) {
      if (takesNext) at++
      const next = placed[at]
      if (takesNext && next === undefined) return {kind: 'unclear', message: `\`${word}\` needs a value`}
      options.push({names, value: takesNext ? next : value === undefined ? undefined : {word: value, index}})
    }
  }
  return {kind: 'taken', words, options}
}

interface ReadOption {
  readonly names: readonly string[]
  readonly value?: string
  readonly takesNext: boolean
}

function readLong(word: string, table: Table): readonly ReadOption[] | string {
  const equals = word.indexOf('=')
  const typed = equals === -1 ? word : word.slice(0, equals)
  // A full name that some pip versions lack is an abbreviation there: `--build` of `--build-constraint`.
  const names = table.get(typed)?.isInEvery ? [typed] : [...table.keys()].filter((name) => name.startsWith(typed))
  if (names.length === 0) return `\`${typed}\` is no option of pip that is known`
  const takesValue = names.map((name) => table.get(name)?.takesValue === true)
  // Deny: which option an abbreviation means depends on the pip version; whether it takes a value must not.
  if (new Set(takesValue).size > 1) return `\`${typed}\` may mean ${names.join(' or ')}`
  if (equals !== -1) return [{names, value: word.slice(equals + 1), takesNext: false}]
  return [{names, takesNext: takesValue[0] === true}]
}

function readShort(word: string, table: Table): readonly ReadOption[] | string {
  const options: ReadOption[] = []
  for (let at = 1; at < word.length; at++) {
    const name = `-${word[at]}`
    const option = table.get(name)
    if (option === undefined) return `\`${name}\` is no option of pip that is known`
    const value = word.slice(at + 1)
    if (!option.takesValue) options.push({names: [name], takesNext: false})
    else return [...options, value === '' ? {names: [name], takesNext: true} : {names: [name], value, takesNext: false}]
  }
  return options
}

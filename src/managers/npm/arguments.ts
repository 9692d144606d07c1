// npm's argv taken apart by npm's own parser (`nopt`) with the option table of one npm major. Positional words keep their
// place in the original argv, so that a substitution can change exactly that word.

import nopt from 'nopt'
import {optionRows} from './options.generated.ts'
import {shorthandRows} from './shorthands.generated.ts'

export type OptionValue = string | number | boolean | null | readonly (string | number | boolean | null)[]

export interface Positional {
  readonly word: string
  /** Index into the argv. */
  readonly index: number
}

export interface ParsedArguments {
  readonly positionals: readonly Positional[]
  /** By full option name. Only what stands on the command line. */
  readonly options: ReadonlyMap<string, OptionValue>
  /** The values of options that name packages (`--package`, `--diff`), with the places of those that are certain; else -1. */
  readonly packages: ReadonlyMap<string, readonly Positional[]>
  /** The words that hold what the gateway puts another value for, by option; a place of -1 is not certain. */
  readonly places: ReadonlyMap<string, readonly Positional[]>
  /** Options of no known name, with the word that follows them, if it could be taken for a value. */
  readonly unknown: readonly {readonly name: string; readonly next: string | undefined}[]
}

/** Marks a word with its place. No argv can hold NUL, so no typed word can play a mark. */
const MARK = '\0'

/** Values that the parser compares literally when it decides whether a word belongs to an option. */
const LITERALS: ReadonlySet<string> = new Set([
  'true',
  'false',
  'null',
  ...optionRows.flatMap(([, types]) =>
    types.filter((type): type is string => typeof type === 'string' && !type.startsWith(':')),
  ),
])

/** Lists of specifiers. */
const PACKAGE_OPTIONS = ['package', 'diff']

const PLACED_OPTION = /^(?:registry|noproxy|replace-registry-host|globalconfig|@[^/]*:registry)$/

export function parseArguments(argv: readonly string[], major: number): ParsedArguments {
  // Most command lines hold no option, and then there is nothing to take apart.
  if (!argv.some((word) => word.startsWith('-'))) {
    const positionals = argv.map((word, index) => ({word, index}))
    return {positionals, options: new Map(), packages: new Map(), places: new Map(), unknown: []}
  }
  const marked = argv.map((word, index) => (isMarkable(argv, index) ? `${word}${MARK}${index}` : word))
  const {parsed, unknown} = parse(marked, major)
  const options = new Map<string, OptionValue>()
  for (const [name, value] of Object.entries(parsed)) {
    if (name !== 'argv') options.set(withoutMark(name), unmarkedValue(value))
  }
  const packages = new Map(PACKAGE_OPTIONS.map((name) => [name, valuesOf(parsed[name])]))
  const placed = Object.keys(parsed).filter((name) => PLACED_OPTION.test(withoutMark(name)))
  const places = new Map(placed.map((name) => [withoutMark(name), valuesOf(parsed[name])]))
  return {positionals: positionalsOf(parsed.argv.remain, argv, major), options, packages, places, unknown}
}

function parse(words: string[], major: number) {
  const {types, shorthands} = tablesOf(major)
  const unknown: {name: string; next: string | undefined}[] = []
  const parsed = nopt.lib.nopt(words, {
    types,
    shorthands,
    typeDefs: TYPE_DEFINITIONS,
    // A name like `constructor` reaches this handler as something else than text, for npm itself falls over it.
    unknownHandler: (name, next) => unknown.push({name: withoutMark(String(name)), next: next && withoutMark(next)}),
    invalidHandler: () => undefined,
    abbrevHandler: () => undefined,
  })
  return {parsed, unknown}
}

/**
 * Only a word behind an option is ever compared, so a literal or a number elsewhere can be marked as well. The value in
 * `--save=express` is marked too: to npm it is a word of its own, a package here.
 */
function isMarkable(argv: readonly string[], index: number): boolean {
  const word = argv[index] ?? ''
  const isOption = word.startsWith('-')
  if (!isOption && !argv[index - 1]?.startsWith('-')) return word !== ''
  const value = isOption ? valueIn(word) : word
  return value !== '' && !value.startsWith('-') && !LITERALS.has(value) && Number.isNaN(Number(value))
}

function valueIn(word: string): string {
  const equals = word.indexOf('=')
  return equals === -1 ? '' : word.slice(equals + 1)
}

function positionalsOf(remain: readonly string[], argv: readonly string[], major: number): readonly Positional[] {
  let after = 0
  const place = placeFinder(argv, major)
  return remain.map((text) => {
    const mark = text.lastIndexOf(MARK)
    const index = mark === -1 ? place(text, after) : Number(text.slice(mark + 1))
    after = index + 1
    return {word: mark === -1 ? text : text.slice(0, mark), index}
  })
}

function valuesOf(list: unknown): readonly Positional[] {
  return [list ?? []].flat().flatMap((value) => {
    if (typeof value !== 'string') return []
    const mark = value.lastIndexOf(MARK)
    return [{word: withoutMark(value), index: mark === -1 ? -1 : Number(value.slice(mark + 1))}]
  })
}

/** The place of a word that could not be marked: where the option before it, or that it stands in, leaves it alone. */
function placeFinder(argv: readonly string[], major: number): (word: string, after: number) => number {
  const terminator = argv.findIndex((word) => /^-{2,}$/.test(word))
  const answers = new Map<string, boolean>()
  const isPositional = (words: readonly string[], word: string): boolean => {
    const key = words.join(MARK)
    const answer = answers.get(key) ?? parse([...words], major).parsed.argv.remain.at(-1) === word
    answers.set(key, answer)
    return answer
  }
  return (word, after) => {
    for (let index = after; index < argv.length; index++) {
      const here = argv[index] ?? ''
      const isValue = here !== word && here.startsWith('-') && here.endsWith(`=${word}`) && valueIn(here) === word
      if ((here !== word && !isValue) || isMarkable(argv, index)) continue
      if (!isValue && terminator !== -1 && index > terminator) return index
      const previous = argv[index - 1]
      if (isPositional(!isValue && previous?.startsWith('-') ? [previous, here] : [here], word)) return index
    }
    return argv.indexOf(word, after)
  }
}

function withoutMark(text: string): string {
  const mark = text.lastIndexOf(MARK)
  return mark === -1 ? text : text.slice(0, mark)
}

function unmarkedValue(value: unknown): OptionValue {
  if (Array.isArray(value)) return value.map((one) => unmarkedValue(one) as string)
  return typeof value === 'string' ? withoutMark(value).trim() : (value as OptionValue)
}

/** npm's types that are not JavaScript's. */
class PathType {}
class UrlType {}
class SemverType {}
class UmaskType {}
class DateType {}

/** What decides how words are taken, and which values npm drops. What npm only warns about is kept. */
const TYPE_DEFINITIONS = {
  String: {type: String, validate: stores(String)},
  Boolean: {type: Boolean, validate: stores(isTrue)},
  Number: {type: Number, validate: stores(numberOf)},
  Array: {type: Array},
  path: {type: PathType, validate: stores((value) => (typeof value === 'string' ? value : undefined))},
  url: {type: UrlType, validate: stores(addressOf)},
  Semver: {type: SemverType, validate: stores(String)},
  Umask: {type: UmaskType, validate: stores(String)},
  Date: {type: DateType, validate: stores(String)},
}

type Validate = (data: Record<string, unknown>, key: string, value: unknown) => boolean

/** A nopt validator that stores what `read` makes of the value; undefined refuses it. */
function stores(read: (value: unknown) => unknown): Validate {
  return (data, key, value) => {
    const stored = read(value)
    if (stored !== undefined) data[key] = stored
    return stored !== undefined
  }
}

function numberOf(value: unknown): number | undefined {
  const number = Number(typeof value === 'string' ? withoutMark(value) : value)
  return Number.isNaN(number) ? undefined : number
}

function addressOf(value: unknown): string | undefined {
  const text = withoutMark(String(value))
  const mark = String(value).slice(text.length)
  return URL.canParse(text) ? new URL(text).href + mark : undefined
}

/** nopt's own reading of a boolean's value. */
function isTrue(value: unknown): boolean {
  if (typeof value === 'string')
    return !Number.isNaN(Number(value)) ? Boolean(Number(value)) : value !== 'null' && value !== 'false'
  return Boolean(value)
}

const tables = new Map<number, {types: Record<string, unknown>; shorthands: Record<string, string[]>}>()

function tablesOf(major: number) {
  const known = tables.get(major)
  if (known !== undefined) return known
  const isIn = (since: number, until: number): boolean => since <= major && major <= until
  const types = Object.create(null) as Record<string, unknown>
  for (const [name, names, since, until] of optionRows) {
    if (isIn(since, until)) types[name] = names.length === 1 ? typeOf(names[0] ?? null) : names.map(typeOf)
  }
  const shorthands = Object.create(null) as Record<string, string[]>
  for (const [name, words, since, until] of shorthandRows) {
    if (isIn(since, until)) shorthands[name] = [...words]
  }
  const made = {types, shorthands}
  tables.set(major, made)
  return made
}

const TYPES: ReadonlyMap<unknown, unknown> = new Map<unknown, unknown>([
  [':String', String],
  [':Boolean', Boolean],
  [':Number', Number],
  [':Array', Array],
  [':path', PathType],
  [':url', UrlType],
  [':Semver', SemverType],
  [':Umask', UmaskType],
  [':Date', DateType],
])

function typeOf(name: string | boolean | null): unknown {
  return TYPES.get(name) ?? name
}

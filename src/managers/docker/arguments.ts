// Docker's argv taken apart as its flag library (`pflag`) does it: `--flag value`, `--flag=value`, `-fvalue`, clusters of
// short flags, booleans only with `=`, `--`.

export interface FlagTable {
  /** Long and short names of flags that take a value: `platform`, `H`. */
  readonly withValue: ReadonlySet<string>
  /** Long and short names of booleans. */
  readonly boolean: ReadonlySet<string>
}

export interface Placed {
  readonly word: string
  /** Index into the argv. */
  readonly index: number
}

/** What each flag was given, in order; a boolean without `=` was given `true`. */
export type Flags = ReadonlyMap<string, readonly string[]>

export type ParsedFlags =
  | {readonly kind: 'parsed'; readonly words: readonly Placed[]; readonly flags: Flags}
  | {readonly kind: 'unclear'; readonly message: string}

/** What Go reads as true (`strconv.ParseBool`). */
const TRUE: ReadonlySet<string> = new Set(['1', 't', 'T', 'true', 'TRUE', 'True'])

/** The last value counts: `--help=false` asks for no help. */
export function asksForHelp(flags: Flags): boolean {
  return ['help', 'h'].some((name) => TRUE.has(flags.get(name)?.at(-1) ?? ''))
}

/** `stopAtFirstWord`: the first word ends the flags (global flags, `run`); otherwise flags may stand anywhere. */
export function parseFlags(placed: readonly Placed[], table: FlagTable, stopAtFirstWord: boolean): ParsedFlags {
  const words: Placed[] = []
  const flags = new Map<string, string[]>()
  for (let at = 0; at < placed.length; at++) {
    const {word, index} = placed[at] ?? {word: '', index: -1}
    if (word === '--') return {kind: 'parsed', words: [...words, ...placed.slice(at + 1)], flags}
    if (!word.startsWith('-') || word === '-') {
      if (stopAtFirstWord) return {kind: 'parsed', words: placed.slice(at), flags}
      words.push({word, index})
      continue
    }
    const read = word.startsWith('--') ? readLong(word, table) : readShort(word, table)
    if (typeof read === 'string') return {kind: 'unclear', message: read}
    for (const {name, value} of read) {
      if (value === undefined) at++
      const given = value ?? placed[at]?.word
      if (given === undefined) return {kind: 'unclear', message: `\`${word}\` needs a value`}
      const earlier = flags.get(name)
      if (earlier === undefined) flags.set(name, [given])
      else earlier.push(given)
    }
  }
  return {kind: 'parsed', words, flags}
}

interface ReadFlag {
  readonly name: string
  /** Absent: the next word. */
  readonly value?: string
}

function readLong(word: string, {withValue, boolean}: FlagTable): readonly ReadFlag[] | string {
  const equals = word.indexOf('=')
  const name = word.slice(2, equals === -1 ? undefined : equals)
  if (!withValue.has(name) && !boolean.has(name)) return `\`--${name}\` is no option of docker that is known`
  if (equals !== -1) return [{name, value: word.slice(equals + 1)}]
  return [withValue.has(name) ? {name} : {name, value: 'true'}]
}

function readShort(word: string, {withValue, boolean}: FlagTable): readonly ReadFlag[] | string {
  const read: ReadFlag[] = []
  for (let at = 1; at < word.length; at++) {
    const name = word[at] ?? ''
    const isBoolean = boolean.has(name)
    if (!isBoolean && !withValue.has(name)) return `\`-${name}\` is no option of docker that is known`
    const rest = word.slice(at + 1)
    // `-a=false`, `-p=80:80`
    if (rest.startsWith('=') && rest.length > 1) return [...read, {name, value: rest.slice(1)}]
    if (!isBoolean) return [...read, rest === '' ? {name} : {name, value: rest}]
    read.push({name, value: 'true'})
  }
  return read
}

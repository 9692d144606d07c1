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

export type ParsedFlags =
  | {readonly kind: 'parsed'; readonly words: readonly Placed[]; readonly flags: ReadonlySet<string>}
  | {readonly kind: 'unclear'; readonly message: string}

/** `stopAtFirstWord`: the first word ends the flags (global flags, `run`); otherwise flags may stand anywhere. */
export function parseFlags(placed: readonly Placed[], table: FlagTable, stopAtFirstWord: boolean): ParsedFlags {
  const words: Placed[] = []
  const flags = new Set<string>()
  for (let at = 0; at < placed.length; at++) {
    const {word, index} = placed[at] ?? {word: '', index: -1}
    if (word === '--') return {kind: 'parsed', words: [...words, ...placed.slice(at + 1)], flags}
    if (!word.startsWith('-') || word === '-') {
      if (stopAtFirstWord) return {kind: 'parsed', words: placed.slice(at), flags}
      words.push({word, index})
      continue
    }
    const read = word.startsWith('--') ? readLong(word, table, flags) : readShort(word, table, flags)
    if (typeof read === 'string') return {kind: 'unclear', message: read}
    if (read.takesNext) at++
  }
  return {kind: 'parsed', words, flags}
}

function readLong(word: string, {withValue, boolean}: FlagTable, flags: Set<string>): {takesNext: boolean} | string {
  const equals = word.indexOf('=')
  const name = word.slice(2, equals === -1 ? undefined : equals)
  if (!withValue.has(name) && !boolean.has(name)) return `\`--${name}\` is no option of docker that is known`
  flags.add(name)
  return {takesNext: withValue.has(name) && equals === -1}
}

function readShort(word: string, {withValue, boolean}: FlagTable, flags: Set<string>): {takesNext: boolean} | string {
  for (let at = 1; at < word.length; at++) {
    const name = word[at] ?? ''
    if (boolean.has(name)) {
      flags.add(name)
      // `-a=false`
      if (word[at + 1] === '=') return {takesNext: false}
      continue
    }
    if (!withValue.has(name)) return `\`-${name}\` is no option of docker that is known`
    flags.add(name)
    return {takesNext: at + 1 === word.length}
  }
  return {takesNext: false}
}

// npx turns its own argv into one for `npm exec` before npm reads it (`bin/npx-cli.js` of npm). The same steps, keeping for
// every word its place in what was typed.

import {NEWEST_MAJOR} from './npm-majors.ts'
import {optionRows} from './options.generated.ts'
import {shorthandRows} from './shorthands.generated.ts'

export interface PlacedWord {
  readonly word: string
  /** Index into the typed argv; -1 for a word that npx adds. */
  readonly index: number
}

const REMOVED_SWITCHES = ['always-spawn', 'ignore-existing', 'shell-auto-fallback']
const REMOVED_OPTIONS = ['npm', 'node-arg', 'n']
const REMOVED: ReadonlySet<string> = new Set([...REMOVED_SWITCHES, ...REMOVED_OPTIONS])

/** Take no value, beside npm's own boolean options. */
const SWITCHES: readonly string[] = [...REMOVED_SWITCHES, 'no-install', 'quiet', 'q', 'version', 'v', 'help', 'h']

/** Take a value. */
const OPTIONS: ReadonlySet<string> = new Set([
  ...REMOVED_OPTIONS,
  'package',
  'p',
  'cache',
  'userconfig',
  'call',
  'c',
  'shell',
  'npm',
  'node-arg',
  'n',
])

interface Tables {
  readonly switches: ReadonlySet<string>
  readonly shorthands: ReadonlyMap<string, readonly string[]>
}

const tables = new Map<number, Tables>()

function tablesOf(major: number): Tables {
  const known = tables.get(major)
  if (known !== undefined) return known
  const isIn = (since: number, until: number): boolean => since <= major && major <= until
  const booleans = optionRows.filter(([, types, since, until]) => types.includes(':Boolean') && isIn(since, until))
  const shorthands = shorthandRows.filter(([, , since, until]) => isIn(since, until))
  const made: Tables = {
    switches: new Set([...SWITCHES, ...booleans.map(([name]) => name)]),
    shorthands: new Map(shorthands.map(([name, words]) => [name, words])),
  }
  tables.set(major, made)
  return made
}

export function execArguments(argv: readonly string[], major = NEWEST_MAJOR): readonly PlacedWord[] {
  const {switches, shorthands} = tablesOf(major)
  const words: PlacedWord[] = argv.map((word, index) => ({word, index}))
  for (let at = 0; at < words.length; at++) {
    const {word, index} = words[at] ?? {word: '', index: -1}
    if (word === '--') break
    if (!word.startsWith('-')) {
      words.splice(at, 0, {word: '--', index: -1})
      break
    }
    const [key = '', ...values] = word.replace(/^-+/, '').split('=')
    if (key === 'p') words[at] = {word: ['--package', ...values].join('='), index}
    else if (key === 'shell') words[at] = {word: ['--script-shell', ...values].join('='), index}
    else if (key === 'no-install') words[at] = {word: '--yes=false', index}
    else if (shorthands.has(key) && !REMOVED.has(key)) {
      const longer = [...(shorthands.get(key) ?? []), ...(values.length > 0 ? [values.join('=')] : [])]
      words.splice(at, 1, ...longer.map((one) => ({word: one, index})))
      at--
      continue
    }
    if (REMOVED.has(key)) {
      words.splice(at, 1)
      at--
    }
    const next = words[at + 1]?.word
    if (values.length === 0 && !switches.has(key) && (OPTIONS.has(key) || !next?.startsWith('-'))) {
      if (REMOVED.has(key)) words.splice(at + 1, 1)
      else at++
    }
  }
  return [{word: 'exec', index: -1}, ...words]
}

// npx turns its own argv into one for `npm exec` before npm reads it (`bin/npx-cli.js` of npm). The same steps, keeping for
// every word its place in what was typed.

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

/** Take no value. */
const SWITCHES: ReadonlySet<string> = new Set([
  ...REMOVED_SWITCHES,
  ...optionRows.filter(([, types]) => types.includes(':Boolean')).map(([name]) => name),
  'no-install',
  'quiet',
  'q',
  'version',
  'v',
  'help',
  'h',
])

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

const SHORTHANDS: ReadonlyMap<string, readonly string[]> = new Map(shorthandRows.map(([name, words]) => [name, words]))

export function execArguments(argv: readonly string[]): readonly PlacedWord[] {
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
    else if (SHORTHANDS.has(key) && !REMOVED.has(key)) {
      const longer = [...(SHORTHANDS.get(key) ?? []), ...(values.length > 0 ? [values.join('=')] : [])]
      words.splice(at, 1, ...longer.map((one) => ({word: one, index})))
      at--
      continue
    }
    if (REMOVED.has(key)) {
      words.splice(at, 1)
      at--
    }
    const next = words[at + 1]?.word
    if (values.length === 0 && !SWITCHES.has(key) && (OPTIONS.has(key) || !/^-/.test(String(next)))) {
      if (REMOVED.has(key)) words.splice(at + 1, 1)
      else at++
    }
  }
  return [{word: 'exec', index: -1}, ...words]
}

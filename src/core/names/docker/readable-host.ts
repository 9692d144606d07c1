// A host as a person would read it: Punycode labels decoded. Tells labels that cannot be decoded, and labels that mix
// scripts as no language does (Unicode Technical Standard 39, 5.2, "Highly Restrictive").

import {decodePunycode} from './punycode.ts'

export interface ReadableHost {
  readonly text: string
  /** What is odd about a label, as a verb phrase; undefined where nothing is. */
  readonly oddity: string | undefined
}

const SCRIPTS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Han', /\p{Script=Han}/u],
  ['Hiragana', /\p{Script=Hiragana}/u],
  ['Katakana', /\p{Script=Katakana}/u],
  ['Bopomofo', /\p{Script=Bopomofo}/u],
  ['Hangul', /\p{Script=Hangul}/u],
]
/** Scripts that one language writes together. */
const TOGETHER: readonly ReadonlySet<string>[] = [
  new Set(['Latin', 'Han', 'Hiragana', 'Katakana']),
  new Set(['Latin', 'Han', 'Bopomofo']),
  new Set(['Latin', 'Han', 'Hangul']),
]

/** `host` in lower case, without a port. */
export function readHost(host: string): ReadableHost {
  let oddity: string | undefined
  const labels = host.split('.').map((label) => {
    const decoded = label.startsWith('xn--') ? decodedLabel(label) : label
    if (decoded === undefined) {
      oddity ??= `has a label that cannot be decoded, \`${label}\``
      return label
    }
    // ASCII letters are of one script; most hosts never need the tables of the others.
    if (/^[\0-\x7f]*$/.test(decoded)) return decoded
    const scripts = scriptsOf(decoded)
    if (scripts.length > 1 && !TOGETHER.some((together) => scripts.every((script) => together.has(script)))) {
      oddity ??= `mixes ${scripts.join(' and ')} letters in \`${label}\``
    }
    return decoded
  })
  return {text: labels.join('.'), oddity}
}

/** Undefined also for what no registrar gives out: Punycode of plain ASCII, capitals, or characters that are no letters. */
function decodedLabel(label: string): string | undefined {
  const decoded = decodePunycode(label.slice('xn--'.length))
  if (decoded === undefined || /^[\0-\x7f]*$/.test(decoded)) return undefined
  return /^[\p{L}\p{M}\p{N}·・-]+$/u.test(decoded) && decoded === decoded.toLowerCase() ? decoded : undefined
}

function scriptsOf(text: string): readonly string[] {
  return SCRIPTS.filter(([, pattern]) => pattern.test(text)).map(([name]) => name)
}

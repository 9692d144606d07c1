import type {Technique} from '../technique.ts'

/** Letters of other scripts that are drawn like an ASCII one (Unicode Technical Standard 39, confusables; the common ones). */
const LOOKS_LIKE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'аɑα',
    b: 'Ьƅ',
    c: 'сϲ',
    d: 'ԁɗ',
    e: 'еҽ',
    g: 'ɡց',
    h: 'һհ',
    i: 'іıɩ',
    j: 'јϳ',
    k: 'κк',
    l: 'ⅼӏ|',
    m: 'ⅿм',
    n: 'ոп',
    o: 'оοօ',
    p: 'рρ',
    q: 'ԛգ',
    r: 'гᴦ',
    s: 'ѕꜱ',
    t: 'тτ',
    u: 'υսц',
    v: 'ѵν',
    w: 'ԝѡ',
    x: 'хχ',
    y: 'уγү',
    z: 'ᴢ',
  }).flatMap(([plain, drawn]) => [...drawn].map((letter) => [letter, plain] as const)),
)

/** `lodаsh` with a Cyrillic `а`: letters of other scripts, and letters with marks. */
export const homoglyph: Technique = {
  *propose(name) {
    if (isAscii(name)) return
    const plain = plainLetters(name)
    if (plain === name) return
    yield {name: plain, technique: 'homoglyph', sentence: `is drawn like \`${plain}\``, likelihood: 1}
  },
}

/** The name as it would be written on an English keyboard. */
export function plainLetters(name: string): string {
  const letters = [...name.normalize('NFKD').replace(/\p{M}/gu, '')]
  return letters.map((letter) => LOOKS_LIKE.get(letter) ?? letter).join('')
}

function isAscii(name: string): boolean {
  for (let at = 0; at < name.length; at++) if (name.charCodeAt(at) > 0x7e) return false
  return true
}

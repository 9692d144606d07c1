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

/** Groups of letters that read as another at a glance. */
const GROUPS: readonly (readonly [string, string])[] = [
  ['rn', 'm'],
  ['vv', 'w'],
  ['cl', 'd'],
  ['0', 'o'],
  ['1', 'l'],
  ['1', 'i'],
  ['5', 's'],
  ['3', 'e'],
]

export const skeleton: Technique = {
  *propose(name) {
    const plain = [...name.normalize('NFKD').replace(/\p{M}/gu, '')]
      .map((letter) => LOOKS_LIKE.get(letter) ?? letter)
      .join('')
    if (plain !== name)
      yield {name: plain, technique: 'homoglyph', sentence: `is drawn like \`${plain}\``, likelihood: 1}
    for (const [from, to] of GROUPS) {
      const target = plain.replaceAll(from, to)
      if (target !== plain)
        yield {name: target, technique: 'drawn-alike', sentence: `reads like \`${target}\``, likelihood: 0.8}
    }
  },
}

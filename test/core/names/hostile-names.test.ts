import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import levenshtein from 'fast-levenshtein'
import {describe, expect, it} from 'vitest'
import {judgeName} from '../../../src/core/names/judge-name.ts'
import {openNameIndex} from '../../../src/core/names/name-index.ts'

const LONGEST_JUDGEMENT_MS = 5

const indexes = (['npm', 'pypi'] as const).map((ecosystem) => ({
  ecosystem,
  index: openNameIndex(readFileSync(new URL(`../../../data/${ecosystem}.names`, import.meta.url))),
}))

const MOST_TRIES = 20

/** The best of some tries: what a busy machine adds is no fault of the name. */
function milliseconds(run: () => void): number {
  let best = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < MOST_TRIES && best >= LONGEST_JUDGEMENT_MS; tries++) {
    const start = performance.now()
    run()
    best = Math.min(best, performance.now() - start)
  }
  return best
}

/** Letters that make techniques work hardest: separators, vowels, look-alikes, scopes, digits. */
const busyLetters = fc.constantFrom(...'aeiourncl01-_.@/s', 'а', 'е', 'ﬀ', '\u0301', '\u200d', '\u202e', '𝖆')
const letters = fc.string({unit: busyLetters, maxLength: 230})
const piled = fc.tuple(
  fc.constantFrom('lodash', 'react', 'django', '@babel/core', 'python-dateutil', 'js', 'lib'),
  fc.array(fc.constantFrom('-js', 'py', 'lib', '-', '.', '_', 's', '1', '@', '/', 'node-'), {maxLength: 40}),
)

describe.each(indexes)('hostile names asked of $ecosystem', ({index}) => {
  const judge = (name: string): void => {
    const {verdict, suggestions} = judgeName(name, index, levenshtein.get)
    expect(['ok', 'lookalike', 'unknown']).toContain(verdict)
    expect(suggestions.length).toBeLessThanOrEqual(5)
  }
  judge('warm-up-of-what-is-made-once')

  it.each([
    ['nothing', ''],
    ['64 KB', 'x'.repeat(65_536)],
    ['64 KB of separators', '-'.repeat(65_536)],
    ['64 KB of astral letters', '𝖆'.repeat(32_768)],
    ['the longest name', 'a1-'.repeat(71)],
    ['the longest scope', `@${'a'.repeat(200)}/b`],
    ['NUL', 'lod\0ash'],
    ['a line break', 'lodash\nreact'],
    ['half a surrogate pair', 'lod\ud800ash'],
    ['decoded invalid UTF-8', Buffer.from([0x6c, 0xff, 0xfe, 0xc0, 0x80]).toString('utf8')],
    ['a prototype', '__proto__'],
    ['a property of every object', 'constructor'],
    ['a method of every object', 'toString'],
    ['mixed scripts', 'lоdаsh-ρython'],
    ['right to left', '\u202ehsadol'],
    ['marks without letters', '\u0301'.repeat(200)],
    ['a path', '../../../etc/passwd'],
    ['an option', '--registry=x'],
    ['only an at sign', '@'],
    ['only scopes', '@/@/@/'],
  ])('%s', (_what, name) => {
    judge(name)
    expect(milliseconds(() => judge(name))).toBeLessThan(LONGEST_JUDGEMENT_MS)
  })

  it('anything at all is judged without an error, and soon', () => {
    const anything = fc.oneof(
      fc.string({unit: 'binary', maxLength: 300}),
      letters,
      piled.map(([name, added]) => name + added.join('')),
    )
    fc.assert(
      fc.property(anything, (name) => {
        judge(name)
        expect(milliseconds(() => judge(name))).toBeLessThan(LONGEST_JUDGEMENT_MS)
      }),
      {numRuns: 400},
    )
  })
})

import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {foreignLetters, printable, printableWithin} from '../../src/core/printable.ts'

describe('printable', () => {
  it.each([
    ['plain name', 'express', 'express'],
    ['colour escape', '\u001b[31mred', '\\u{1b}[31mred'],
    ['one-byte control sequence introducer', '\u009b31m', '\\u{9b}31m'],
    ['line breaks', 'a\nb\rc', 'a\\u{a}b\\u{d}c'],
    ['NUL', 'a\0b', 'a\\u{0}b'],
    ['right-to-left override', 'a\u202Eb', 'a\\u{202e}b'],
    ['bidi isolate', 'a\u2066b\u2069', 'a\\u{2066}b\\u{2069}'],
    ['zero-width space and joiner', 'ex\u200Bpr\u200Dess', 'ex\\u{200b}pr\\u{200d}ess'],
    ['byte order mark', '\uFEFFx', '\\u{feff}x'],
    ['soft hyphen', 'ex\u00ADpress', 'ex\\u{ad}press'],
    ['line and paragraph separator', 'a\u2028b\u2029c', 'a\\u{2028}b\\u{2029}c'],
    ['no-break and ideographic space', 'a\u00A0b\u3000c', 'a\\u{a0}b\\u{3000}c'],
    ['lone surrogate', 'a\uD800b', 'a\\u{d800}b'],
    ['tag characters', 'a\u{E0041}b', 'a\\u{e0041}b'],
    ['variation selector', 'a\uFE0Fb', 'a\\u{fe0f}b'],
    ['Hangul filler', 'a\u3164b', 'a\\u{3164}b'],
    ['letters of other scripts stay readable', 'пакет 包', 'пакет 包'],
  ])('escapes %s', (_what, text, expected) => {
    expect(printable(text)).toBe(expected)
  })

  it('leaves nothing that a terminal acts on, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), (text) => {
        expect(printable(text)).not.toMatch(/\p{C}|\p{Zl}|\p{Zp}/u)
      }),
    )
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), (text) => {
        expect(printable(printable(text))).toBe(printable(text))
      }),
    )
  })
})

describe('printableWithin', () => {
  it('cuts the middle out of a long name and keeps both ends', () => {
    const cut = printableWithin(`start${'x'.repeat(10_000)}end`, 40)
    expect([...cut]).toHaveLength(40)
    expect(cut).toMatch(/^start.*….*end$/)
  })
  it('leaves a short name whole', () => expect(printableWithin('express', 7)).toBe('express'))
})

describe('foreignLetters', () => {
  it('points out a Cyrillic letter in a Latin name', () => {
    expect(foreignLetters('expr\u0435ss')).toEqual(['\u0435 (U+0435)'])
  })
  it('says nothing of a plain name', () => expect(foreignLetters('express')).toEqual([]))
})

import fc from 'fast-check'
import {expect, it} from 'vitest'
import {asciiJson} from '../../src/core/ascii-json.ts'

it('writes nothing that a terminal acts on, and parses back to the same', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary'}), (text) => {
      expect(asciiJson({text})).toMatch(/^[\x20-\x7E]*$/)
      expect(JSON.parse(asciiJson({text}))).toEqual({text})
    }),
  )
})

it('escapes C1 controls, bidi and zero-width characters', () => {
  expect(asciiJson('a\u009B31m\u202Eb\u200B')).toBe('"a\\u009b31m\\u202eb\\u200b"')
})

import fc from 'fast-check'
import {expect, test} from 'vitest'
import {isOver} from '../../../src/core/policy/day.ts'

test('a day is over when the next one starts in UTC, for every day of the calendar', () => {
  const noons = fc.integer({min: -20_000, max: 60_000}).map((days) => days * 86_400_000)
  fc.assert(
    fc.property(noons, (start) => {
      const day = new Date(start).toISOString().slice(0, 10)
      expect([isOver(day, start), isOver(day, start + 86_399_999), isOver(day, start + 86_400_000)]).toEqual([
        false,
        false,
        true,
      ])
    }),
  )
})

test('what is no day is over', () => expect(isOver('soon', 0)).toBe(true))

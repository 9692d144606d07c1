import fc from 'fast-check'
import {expect, test} from 'vitest'
import {dayAfter, isOver, readUntil} from '../../../src/core/policy/day.ts'

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

test('days are counted on from today, for every day of the calendar', () => {
  fc.assert(
    fc.property(fc.integer({min: -20_000, max: 60_000}), fc.integer({min: 0, max: 400}), (today, days) => {
      const expected = new Date((today + days) * 86_400_000).toISOString().slice(0, 10)
      expect(dayAfter(days, today * 86_400_000 + 12_345)).toBe(expected)
    }),
  )
})

const NOW = Date.UTC(2026, 10, 24, 23, 59)

test.for([
  ['2026-11-24', '2026-11-24'],
  ['0d', '2026-11-24'],
  ['30d', '2026-12-24'],
  ['2027-11-25', '2027-11-25'],
] as const)('until %s is until %s', ([text, day]) => expect(readUntil(text, NOW)).toEqual({kind: 'day', day}))

test.for([
  ['2026-11-23', 'is over'],
  ['2027-11-26', 'is more than 366 days away'],
  ['9999d', 'is more than 366 days away'],
  ['2027-02-29', 'is no day'],
  ['2026-13-01', 'is no day'],
  ['30', 'is no day'],
  ['30 days', 'is no day'],
  ['', 'is no day'],
  ['never', 'is no day'],
] as const)('until %j: %s', ([text, reason]) =>
  expect(readUntil(text, NOW)).toMatchObject({kind: 'wrong', reason: expect.stringContaining(reason)}),
)

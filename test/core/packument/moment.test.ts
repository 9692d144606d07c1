import fc from 'fast-check'
import {expect, test} from 'vitest'
import {parseMoment} from '../../../src/core/packument/moment.ts'

test('reads what a date writes, with and without fractions and zones', () => {
  fc.assert(
    fc.property(fc.date({min: new Date(0), max: new Date(4e12), noInvalidDate: true}), (date) => {
      const text = date.toISOString()
      const seconds = `${text.slice(0, 19)}Z`
      expect(parseMoment(text)).toBe(date.getTime())
      expect(parseMoment(seconds)).toBe(Date.parse(seconds))
      for (const zone of ['+02:00', '-0330']) {
        const moved = `${text.slice(0, -1)}${zone}`
        expect(parseMoment(moved)).toBe(Date.parse(moved.replace('0330', '03:30')))
      }
    }),
  )
})

test.for([
  ['2024-01-15T12:00:00.123456Z', Date.UTC(2024, 0, 15, 12, 0, 0, 123)],
  ['2024-01-15T12:00:00.1Z', Date.UTC(2024, 0, 15, 12, 0, 0, 100)],
  ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
] as const)('%s', ([text, moment]) => expect(parseMoment(text)).toBe(moment))

test.for([
  '',
  '2024-01-15',
  '2024-01-15T12:00:00',
  '2024-13-15T12:00:00Z',
  '2024-01-15T25:00:00Z',
  '2024-01-15T12:00:00.Z',
  '2024-01-15T12:00:00.000ZZ',
  '2O24-01-15T12:00:00Z',
  'Tue, 15 Jan 2024 12:00:00 GMT',
  `2024-01-15T12:00:00.${'0'.repeat(100)}Z`,
  1_700_000_000_000,
  null,
  ['2024-01-15T12:00:00Z'],
] as const)('%s is no time', (value) => expect(parseMoment(value)).toBeUndefined())

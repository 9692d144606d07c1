import {expect, test} from 'vitest'
import {isRefreshDue} from '../../../src/core/policy/refresh-due.ts'

const HOUR = 3_600_000
const NOW = Date.UTC(2026, 10, 24, 12)

test.each([
  [1, false],
  [2.9, false],
  [5.1, true],
  [200, true],
])('after %d of 4 hours: %s', (hours, due) => {
  for (let millisecond = 0; millisecond < 1000; millisecond += 37) {
    expect(isRefreshDue(NOW - hours * HOUR - millisecond, 4, NOW)).toBe(due)
  }
})

test('those that were checked in the same hour do not ask in the same minute', () => {
  const checks = Array.from({length: 100}, (_, index) => NOW + index * 37)
  const due = checks.map((checked) => {
    let at = checked
    while (!isRefreshDue(checked, 4, at)) at += 60_000
    return Math.round((at - NOW) / 60_000)
  })
  expect(Math.min(...due)).toBeLessThan(190)
  expect(Math.max(...due)).toBeGreaterThan(290)
})

test.each([Number.NaN, NOW + HOUR])('a check that makes no sense (%d) is none', (checked) => {
  expect(isRefreshDue(checked, 4, NOW)).toBe(true)
})

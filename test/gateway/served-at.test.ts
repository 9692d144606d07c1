import {expect, test} from 'vitest'
import {servedAt} from '../../src/gateway/served-at.ts'

const NOON = Date.UTC(2026, 10, 24, 12)
const date = 'Tue, 24 Nov 2026 12:00:00 GMT'

test.each<[Readonly<Record<string, string>>, number | undefined]>([
  [{date}, NOON],
  [{date, age: '3600'}, NOON + 3_600_000],
  [{date, age: '-3600'}, NOON],
  [{date, age: 'old'}, NOON],
  [{date, age: '99999999999999999999'}, NOON],
  [{date: 'today'}, undefined],
  [{}, undefined],
])('%j', (headers, moment) => {
  expect(servedAt({headers})).toBe(moment)
})

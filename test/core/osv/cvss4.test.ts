// The scores beside the vectors are those of FIRST's calculator; the rating is never below theirs.

import {expect, test} from 'vitest'
import {cvss4Rating} from '../../../src/core/osv/cvss4.ts'

const EASY = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N'

test.each([
  [`${EASY}/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H`, 10, 'critical'],
  [`${EASY}/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N`, 9.3, 'critical'],
  [`${EASY}/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N`, 8.7, 'high'],
  [`${EASY}/VC:L/VI:L/VA:L/SC:N/SI:N/SA:N`, 6.9, 'medium'],
  [`${EASY}/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N`, 0, 'low'],
  ['CVSS:4.0/AV:L/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 5.4, 'critical'],
])('%s (%d) is at most %s', (vector, _score, rating) => {
  expect(cvss4Rating(vector)).toBe(rating)
})

test.each([
  '',
  EASY,
  `${EASY}/VC:X/VI:H/VA:H/SC:N/SI:N/SA:N`,
  'CVSS:3.1/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N',
  `${EASY}${'/VC:H'.repeat(1e5)}`,
])('%.60s says nothing', (vector) => {
  expect(cvss4Rating(vector)).toBeUndefined()
})

// The first three are the worked examples of FIRST's guide (section 3.3), the others what its equation gives.

import {expect, test} from 'vitest'
import {cvss2BaseScore} from '../../../src/core/osv/cvss2.ts'

test.each([
  ['AV:N/AC:L/Au:N/C:N/I:N/A:C', 7.8],
  ['AV:N/AC:L/Au:N/C:C/I:C/A:C', 10],
  ['AV:L/AC:H/Au:N/C:C/I:C/A:C', 6.2],
  ['AV:N/AC:L/Au:N/C:P/I:P/A:P', 7.5],
  ['(AV:N/AC:M/Au:N/C:N/I:P/A:N)', 4.3],
  ['AV:N/AC:L/Au:N/C:N/I:N/A:N', 0],
])('%s is %d', (vector, score) => {
  expect(cvss2BaseScore(vector)).toBe(score)
})

test.each([
  '',
  'AV:N/AC:L/Au:N/C:P/I:P',
  'AV:N/AC:L/Au:N/C:H/I:H/A:H',
  'AV:constructor/AC:L/Au:N/C:P/I:P/A:P',
  'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
  'AV:N/'.repeat(1e5),
])('%.60s says nothing', (vector) => {
  expect(cvss2BaseScore(vector)).toBeUndefined()
})

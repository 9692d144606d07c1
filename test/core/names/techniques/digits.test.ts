import {describe, expect, it} from 'vitest'
import {versionDigits} from '../../../../src/core/names/techniques/digits.ts'
import {singleSlip} from '../../../../src/core/names/techniques/single-slip.ts'
import {proposals, smallIndex} from '../../../support/small-index.ts'

describe('version digits', () => {
  const index = smallIndex(['lodash', 'urllib3', 'base64'])

  it.each([
    ['lodash4', {lodash: 'puts the digits `4` behind `lodash`'}],
    ['lodash-v4', {lodash: 'puts the digits `-v4` behind `lodash`'}],
    ['lodash-4.17.21', {lodash: 'puts the digits `-4.17.21` behind `lodash`'}],
    ['4lodash', {}],
  ])('%s', (asked, expected) => expect(proposals(versionDigits, asked, index)).toEqual(expected))

  it.each([
    ['urllib4', 'urllib3', 'has `4` for the `3` of `urllib3`'],
    ['base624', 'base64', 'adds the digit 2 to `base64`'],
  ])('%s for %s', (asked, target, sentence) => {
    expect(proposals(singleSlip, asked, index)).toEqual({[target]: sentence})
  })
})

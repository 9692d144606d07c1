import {describe, expect, it} from 'vitest'
import {singleSlip} from '../../../../src/core/names/techniques/single-slip.ts'
import {proposals, smallIndex} from '../../../support/small-index.ts'

describe('swap', () => {
  const index = smallIndex(['lodash'])

  it.each([
    ['loadsh', 'lodash', 'swaps two letters of `lodash`'],
    ['oldash', 'lodash', 'swaps two letters of `lodash`'],
    ['lodahs', 'lodash', 'swaps two letters of `lodash`'],
  ])('%s for %s', (asked, target, sentence) => {
    expect(proposals(singleSlip, asked, index)).toEqual({[target]: sentence})
  })

  it.each(['lodhas', 'ladosh', 'lodash'])('does not take %s for one', (asked) => {
    expect(Object.values(proposals(singleSlip, asked, index)).join()).not.toContain('swaps two letters of')
  })
})

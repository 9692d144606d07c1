import {describe, expect, it} from 'vitest'
import {singleSlip} from '../../../../src/core/names/techniques/single-slip.ts'
import {proposals, smallIndex} from '../../../support/small-index.ts'

describe('substitution', () => {
  const index = smallIndex(['django'])

  it.each([
    ['djanga', 'django', 'has `a` for the `o` of `django`'],
    ['djxngo', 'django', 'has `x` for the `a` of `django`'],
  ])('%s for %s', (asked, target, sentence) => {
    expect(proposals(singleSlip, asked, index)).toEqual({[target]: sentence})
  })

  it.each(['djngo', 'django'])('does not take %s for one', (asked) => {
    expect(Object.values(proposals(singleSlip, asked, index)).join()).not.toContain('has')
  })
})

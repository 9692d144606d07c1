import {describe, expect, it} from 'vitest'
import {singleSlip} from '../../../../src/core/names/techniques/single-slip.ts'
import {proposals, smallIndex} from '../../../support/small-index.ts'

describe('omission', () => {
  const index = smallIndex(['express'])

  it.each([
    ['exprss', 'express', 'leaves out a letter of `express`'],
    ['xpress', 'express', 'leaves out a letter of `express`'],
    ['expres', 'express', 'leaves out a letter of `express`'],
  ])('%s for %s', (asked, target, sentence) => {
    expect(proposals(singleSlip, asked, index)).toEqual({[target]: sentence})
  })

  it.each(['expresss', 'exprs'])('does not take %s for one', (asked) => {
    expect(Object.values(proposals(singleSlip, asked, index)).join()).not.toContain('leaves out a letter of')
  })
})

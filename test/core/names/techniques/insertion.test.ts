import {describe, expect, it} from 'vitest'
import {singleSlip} from '../../../../src/core/names/techniques/single-slip.ts'
import {proposals, smallIndex} from '../../../support/small-index.ts'

describe('insertion', () => {
  const index = smallIndex(['express'])

  it.each([
    ['exprtess', 'express', 'adds the letter `t` to `express`'],
    ['qexpress', 'express', 'adds the letter `q` to `express`'],
  ])('%s for %s', (asked, target, sentence) => {
    expect(proposals(singleSlip, asked, index)).toEqual({[target]: sentence})
  })

  it.each(['expreess', 'express1'])('does not take %s for one', (asked) => {
    expect(Object.values(proposals(singleSlip, asked, index)).join()).not.toContain('adds the letter')
  })
})

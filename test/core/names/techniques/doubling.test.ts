import {describe, expect, it} from 'vitest'
import {singleSlip} from '../../../../src/core/names/techniques/single-slip.ts'
import {proposals, smallIndex} from '../../../support/small-index.ts'

describe('doubling', () => {
  const index = smallIndex(['express'])

  it.each([
    ['expresss', 'express', 'doubles a letter of `express`'],
    ['eexpress', 'express', 'doubles a letter of `express`'],
    ['exppress', 'express', 'doubles a letter of `express`'],
  ])('%s for %s', (asked, target, sentence) => {
    expect(proposals(singleSlip, asked, index)).toEqual({[target]: sentence})
  })

  it.each(['expresse', 'exp-ress'])('does not take %s for one', (asked) => {
    expect(Object.values(proposals(singleSlip, asked, index)).join()).not.toContain('doubles a letter of')
  })
})

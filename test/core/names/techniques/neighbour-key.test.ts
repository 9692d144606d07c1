import {describe, expect, it} from 'vitest'
import {singleSlip} from '../../../../src/core/names/techniques/single-slip.ts'
import {proposals, smallIndex} from '../../../support/small-index.ts'

describe('neighbour key', () => {
  const index = smallIndex(['express', 'zod', 'qs-lite'])

  it.each([
    ['QWERTY', 'exoress', 'express', 'has `o` for the neighbouring key `p` of `express`'],
    ['QWERTY', 'wxpress', 'express', 'has `w` for the neighbouring key `e` of `express`'],
    ['QWERTZ', 'tod', 'zod', 'has `t` for the neighbouring key `z` of `zod`'],
    ['AZERTY', 'ws-lite', 'qs-lite', 'has `w` for the neighbouring key `q` of `qs-lite`'],
    ['AZERTY', 'zxpress', 'express', 'has `z` for the neighbouring key `e` of `express`'],
  ])('%s: %s for %s', (_keyboard, asked, target, sentence) => {
    expect(proposals(singleSlip, asked, index)).toEqual({[target]: sentence})
  })

  it('does not take keys that lie apart for one', () => {
    expect(proposals(singleSlip, 'expmess', index)).toEqual({express: 'has `m` for the `r` of `express`'})
  })
})

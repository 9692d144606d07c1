import {describe, expect, it} from 'vitest'
import {drawnAlike} from '../../../../src/core/names/techniques/drawn-alike.ts'
import {singleSlip} from '../../../../src/core/names/techniques/single-slip.ts'
import {proposals, smallIndex} from '../../../support/small-index.ts'

describe('drawn alike', () => {
  const index = smallIndex(['mongodb', 'lodash-core', 'express', 'winston', 'redux'])

  it.each([
    ['expr3ss', 'express', 'has `3` for the `e` of `express`'],
    ['1odash-core', 'lodash-core', 'has `1` for the `l` of `lodash-core`'],
    ['redvx', 'redux', 'has `v` for the `u` of `redux`'],
  ])('one sign: %s for %s', (asked, target, sentence) => {
    expect(proposals(singleSlip, asked, index)).toEqual({[target]: sentence})
  })

  it.each([
    ['rnongodb', 'mongodb'],
    ['l0dash-c0re', 'lodash-core'],
    ['vvinston', 'winston'],
    ['reclux', 'redux'],
  ])('groups and several signs: %s for %s', (asked, target) => {
    expect(proposals(drawnAlike, asked, index)).toEqual({[target]: `reads like \`${target}\``})
  })

  it('proposes nothing where nothing looks like anything', () => {
    expect(proposals(drawnAlike, 'express', index)).toEqual({})
  })
})

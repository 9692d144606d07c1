import {describe, expect, it} from 'vitest'
import {affixAndSlip} from '../../../../src/core/names/techniques/affix-and-slip.ts'
import {proposals, smallIndex} from '../../../support/small-index.ts'

describe('an affix and a slip', () => {
  const index = smallIndex(['ethers', 'lodash'])

  it.each([
    ['ethesjs', {ethers: 'adds `js` to a misspelt `ethers`'}],
    ['node-loadsh', {lodash: 'adds `node-` to a misspelt `lodash`'}],
    ['lodash-js', {}],
    ['xodash-js', {}],
  ])('%s', (asked, expected) => expect(proposals(affixAndSlip, asked, index)).toEqual(expected))
})

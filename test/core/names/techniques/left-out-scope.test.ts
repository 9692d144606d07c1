import {describe, expect, it} from 'vitest'
import {leftOutScope} from '../../../../src/core/names/techniques/left-out-scope.ts'
import {proposals, smallIndex} from '../../../support/small-index.ts'

describe('left-out scope', () => {
  const scoped = ['@azure/arm-storage', '@azure/core', '@a/widgets', '@b/widgets', '@c/widgets', '@d/widgets']
  const index = smallIndex([...scoped, 'express-core', '@x/express-core'])

  it.each([
    ['arm-storage', {'@azure/arm-storage': 'leaves out the scope of `@azure/arm-storage`'}],
    ['core', {}],
    ['widgets', {}],
    ['express-core', {}],
  ])('%s', (asked, expected) => expect(proposals(leftOutScope, asked, index)).toEqual(expected))
})

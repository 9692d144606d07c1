import {describe, expect, it} from 'vitest'
import {plurals} from '../../../../src/core/names/techniques/plurals.ts'
import {singleSlip} from '../../../../src/core/names/techniques/single-slip.ts'
import {proposals, smallIndex} from '../../../support/small-index.ts'

describe('plurals', () => {
  const index = smallIndex(['pandas', 'requires-port', 'color-name'])

  it.each([
    ['panda', 'pandas', 'is the singular of `pandas`'],
    ['color-names', 'color-name', 'is the plural of `color-name`'],
  ])('at the end: %s for %s', (asked, target, sentence) => {
    expect(proposals(singleSlip, asked, index)).toEqual({[target]: sentence})
  })

  it.each([
    ['require-ports', 'requires-port'],
    ['colors-names', 'color-name'],
  ])('in several words: %s for %s', (asked, target) => {
    expect(proposals(plurals, asked, index)).toEqual({[target]: `has another singular or plural than \`${target}\``})
  })

  it('does not try every word of a long name', () => {
    expect([...plurals.propose('a-b-c-d-e-f', index, {} as never)]).toEqual([])
  })
})

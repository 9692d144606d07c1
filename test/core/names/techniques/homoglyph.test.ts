import {describe, expect, it} from 'vitest'
import {homoglyph} from '../../../../src/core/names/techniques/homoglyph.ts'
import {proposals, smallIndex} from '../../../support/small-index.ts'

describe('homoglyph', () => {
  const index = smallIndex(['lodash', 'express', 'react'])

  it.each([
    ['a Cyrillic a', 'lod\u0430sh', 'lodash'],
    ['several scripts', 'e\u0445\u0440r\u0435ss', 'express'],
    ['a Greek alpha', 're\u03b1ct', 'react'],
    ['a letter with a mark', 'expr\u00e9ss', 'express'],
    ['fullwidth letters', '\uff52\uff45\uff41\uff43\uff54', 'react'],
  ])('%s', (_what, asked, target) => {
    expect(proposals(homoglyph, asked, index)).toEqual({[target]: `is drawn like \`${target}\``})
  })

  it('leaves ASCII to the other techniques', () => {
    expect(proposals(homoglyph, 'l0dash', index)).toEqual({})
  })
})

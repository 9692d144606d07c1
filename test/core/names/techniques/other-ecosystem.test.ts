import {describe, expect, it} from 'vitest'
import {judgeName} from '../../../../src/core/names/judge-name.ts'
import {otherEcosystem} from '../../../../src/core/names/techniques/other-ecosystem.ts'
import {proposals, smallIndex} from '../../../support/small-index.ts'

describe('a name of another ecosystem', () => {
  const npm = smallIndex(['express'], {foreign: [{ecosystem: 'pypi', name: 'beautifulsoup4'}]})
  const pypi = smallIndex(['requests'], {ecosystem: 'pypi', foreign: [{ecosystem: 'npm', name: 'express'}]})

  it.each([
    ['beautifulsoup4', npm, 'is the name of a PyPI package, `beautifulsoup4`, and of none that is known here'],
    ['express', pypi, 'is the name of an npm package, `express`, and of none that is known here'],
  ])('%s', (asked, index, sentence) => expect(proposals(otherEcosystem, asked, index)).toEqual({[asked]: sentence}))

  it('says where it is at home', () => {
    expect(judgeName('beautifulsoup4', npm)).toMatchObject({verdict: 'lookalike', suggestions: [{elsewhere: 'pypi'}]})
  })
  it('says nothing of a name that is at home here', () => {
    expect(proposals(otherEcosystem, 'express', npm)).toEqual({})
  })
})

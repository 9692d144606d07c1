import {describe, expect, it} from 'vitest'
import {beginnings} from '../../../../src/core/names/techniques/beginnings.ts'
import {proposals, smallIndex} from '../../../support/small-index.ts'

describe('beginnings', () => {
  const index = smallIndex(['beautifulsoup4', 'fairseq', 'boto3'], {ecosystem: 'pypi', members: ['fairseq-own']})

  it.each([
    ['beautifulsoup', {beautifulsoup4: 'leaves out the end of `beautifulsoup4`'}],
    ['beautiful-soup', {beautifulsoup4: 'leaves out the end of `beautifulsoup4`'}],
    ['fairsequence', {fairseq: 'adds `uence` to `fairseq`'}],
    ['boto', {}],
    ['fairseq-own', {}],
  ])('%s', (asked, expected) => expect(proposals(beginnings, asked, index)).toEqual(expected))
})

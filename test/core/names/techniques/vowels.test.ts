import {describe, expect, it} from 'vitest'
import {vowels} from '../../../../src/core/names/techniques/vowels.ts'
import {proposals, smallIndex} from '../../../support/small-index.ts'

describe('vowels', () => {
  const index = smallIndex(['mplotlab', 'commander', 'lodash'], {ecosystem: 'pypi', members: ['lidush']})

  it.each([
    ['mplatlib', {mplotlab: 'has other vowels than `mplotlab`'}],
    ['commender', {}],
    ['cemmonder', {commander: 'has other vowels than `commander`'}],
    ['lidush', {}],
    ['aeiouaei', {}],
  ])('%s', (asked, expected) => expect(proposals(vowels, asked, index)).toEqual(expected))
})

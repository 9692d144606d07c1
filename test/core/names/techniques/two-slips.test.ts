import {describe, expect, it} from 'vitest'
import {twoSlips} from '../../../../src/core/names/techniques/two-slips.ts'
import {proposals, smallIndex} from '../../../support/small-index.ts'

describe('two slips', () => {
  const index = smallIndex(['mongodb', 'react', 'npm-run-all', 'discord.js', 'bitcoinjs-lib', 'svelte'])

  it.each([
    ['mogobd', {mongodb: 'differs from `mongodb` by two slips'}],
    ['rceat', {react: 'differs from `react` by two slips'}],
    ['dezcord.js', {'discord.js': 'differs from `discord.js` by two slips'}],
    ['dizcordjs', {'discord.js': 'differs from `discord.js` by a letter and its separators'}],
    ['bitcionjslib', {'bitcoinjs-lib': 'differs from `bitcoinjs-lib` by a letter and its separators'}],
    ['npmrunall', {'npm-run-all': 'has other separators than `npm-run-all`'}],
  ])('%s', (asked, expected) => expect(proposals(twoSlips, asked, index)).toEqual(expected))

  it.each([
    ['a short name with two other letters', 'rabet'],
    ['another first letter', 'nongobd'],
    ['three slips', 'mogbodb-x'],
  ])('not %s', (_what, asked) => expect(proposals(twoSlips, asked, index)).toEqual({}))
})

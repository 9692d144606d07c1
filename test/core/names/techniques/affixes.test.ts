import {describe, expect, it} from 'vitest'
import {affixes, exchangedAffixes} from '../../../../src/core/names/techniques/affixes.ts'
import {proposals, smallIndex} from '../../../support/small-index.ts'

describe('affixes', () => {
  const index = smallIndex(['lodash', 'discord.js', 'pysmb', 'html5lib', 'pycurl'])

  it.each([
    ['lodash-js', 'lodash', 'adds `-js` to `lodash`'],
    ['lodash.js', 'lodash', 'adds `.js` to `lodash`'],
    ['js-lodash', 'lodash', 'adds `js-` to `lodash`'],
    ['node-lodash', 'lodash', 'adds `node-` to `lodash`'],
    ['lodash-official', 'lodash', 'adds `-official` to `lodash`'],
    ['lodash-cli', 'lodash', 'adds `-cli` to `lodash`'],
    ['python-pysmb', 'pysmb', 'adds `python-` to `pysmb`'],
  ])('%s for %s', (asked, target, sentence) => {
    expect(proposals(affixes, asked, index)).toEqual({[target]: sentence})
  })

  it.each([
    ['smb', 'pysmb', 'leaves out a part of `pysmb`'],
    ['discord', 'discord.js', 'leaves out a part of `discord.js`'],
    ['libhtml5', 'html5lib', 'has `lib` for another part of `html5lib`'],
    ['libcurl', 'pycurl', 'has `lib` for another part of `pycurl`'],
  ])('exchanged: %s for %s', (asked, target, sentence) => {
    expect(proposals(exchangedAffixes, asked, index)).toEqual({[target]: sentence})
  })

  it('does not exchange the affixes of a name that is listed', () => {
    expect(proposals(exchangedAffixes, 'curl', smallIndex(['curl', 'pycurl']))).toEqual({})
  })
})

import {describe, expect, it} from 'vitest'
import {standardLibrary} from '../../../../src/core/names/techniques/standard-library.ts'
import {proposals, smallIndex} from '../../../support/small-index.ts'

describe('standard library', () => {
  const index = smallIndex(['requests', 'argparse'], {ecosystem: 'pypi'})

  it.each([
    ['sqlite3', {sqlite3: 'names a part of Python itself, `sqlite3`, which needs no installing'}],
    ['pyhton', {python: 'misspells `python`, which is a part of Python itself and needs no installing'}],
    ['pytoh', {python: 'misspells `python`, which is a part of Python itself and needs no installing'}],
    ['argparse', {}],
    ['requests', {}],
  ])('%s', (asked, expected) => expect(proposals(standardLibrary, asked, index)).toEqual(expected))
})

import {describe, expect, it} from 'vitest'
import {combosquat} from '../../../../src/core/names/techniques/combosquat.ts'
import {proposals, smallIndex} from '../../../support/small-index.ts'

describe('combosquat', () => {
  it.each([
    ['axios-lodash', {axios: 'adds `lodash` to `axios`'}],
    ['axios-our-own', {}],
    ['axios-helper', {}],
    ['axios', {}],
  ])('npm: %s takes two popular names', (asked, expected) => {
    expect(proposals(combosquat, asked, smallIndex(['axios', 'lodash']))).toEqual(expected)
  })

  it.each([
    ['mitmproxy-iframe', {mitmproxy: 'adds `iframe` to `mitmproxy`'}],
    ['scikit-learn-extras-x', {'scikit-learn': 'adds `extras-x` to `scikit-learn`'}],
    ['existing-one', {}],
  ])('PyPI: %s takes one, where no such name exists', (asked, expected) => {
    const index = smallIndex(['mitmproxy', 'scikit-learn', 'existing'], {ecosystem: 'pypi', members: ['existing-one']})
    expect(proposals(combosquat, asked, index)).toEqual(expected)
  })
})

import {describe, expect, it} from 'vitest'
import {tokenOrder} from '../../../../src/core/names/techniques/token-order.ts'
import {proposals, smallIndex} from '../../../support/small-index.ts'

describe('token order', () => {
  const index = smallIndex(['node-fetch', 'react-router-dom', 'fetch-node'])

  it.each([
    ['fetch.node', {}],
    ['router-dom-react', {'react-router-dom': 'has the words of `react-router-dom` in another order'}],
    ['react-dom-router', {'react-router-dom': 'has the words of `react-router-dom` in another order'}],
    ['@fetch/node', {}],
    ['nodefetch', {}],
  ])('%s', (asked, expected) => expect(proposals(tokenOrder, asked, index)).toEqual(expected))

  it('allows an added word where the name certainly does not exist', () => {
    const pypi = smallIndex(['mysql-python'], {ecosystem: 'pypi'})
    expect(proposals(tokenOrder, 'python-mysql-db', pypi)).toEqual({
      'mysql-python': 'has the words of `mysql-python` in another order, and `-db`',
    })
  })
})

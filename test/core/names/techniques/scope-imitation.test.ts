import {describe, expect, it} from 'vitest'
import {scopeImitation} from '../../../../src/core/names/techniques/scope-imitation.ts'
import {proposals, smallIndex} from '../../../support/small-index.ts'

describe('scope imitation', () => {
  const index = smallIndex(['@types/node', '@babel/core', 'babel-eslint', 'lodash', '@angular/common-http'])

  it.each([
    ['types-node', {'@types/node': 'imitates the scoped name `@types/node`'}],
    ['babel-core', {'@babel/core': 'imitates the scoped name `@babel/core`'}],
    ['babel.core', {'@babel/core': 'imitates the scoped name `@babel/core`'}],
    ['angular-common-http', {'@angular/common-http': 'imitates the scoped name `@angular/common-http`'}],
    ['@babel/eslint', {'babel-eslint': 'puts `babel-eslint` into a scope'}],
    ['@lodash/lodash', {lodash: 'puts `lodash` into a scope of the same name'}],
    ['@lodash', {}],
  ])('%s', (asked, expected) => expect(proposals(scopeImitation, asked, index)).toEqual(expected))
})

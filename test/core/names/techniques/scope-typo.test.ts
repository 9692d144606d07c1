import {describe, expect, it} from 'vitest'
import {scopeTypo} from '../../../../src/core/names/techniques/scope-typo.ts'
import {singleSlip} from '../../../../src/core/names/techniques/single-slip.ts'
import {proposals, smallIndex} from '../../../support/small-index.ts'

describe('scope typo', () => {
  const index = smallIndex(['@angular/core', '@types/node', '@angular/cli'])
  const sentence = {'@angular/core': 'misspells the scope of `@angular/core`'}

  it.each(['@angulr/core', '@anuglar/core', '@angularr/core', '@amgular/core'])('one slip: %s', (asked) => {
    expect(proposals(singleSlip, asked, index)).toEqual(sentence)
  })
  it.each(['@anguler-/core', '@anglar0/core', '@anugalr/core'])('two slips: %s', (asked) => {
    expect(proposals(scopeTypo, asked, index)).toEqual(sentence)
  })
  it('is another technique when the slip is behind the slash', () => {
    expect(proposals(singleSlip, '@angular/coer', index)).toEqual({
      '@angular/core': 'swaps two letters of `@angular/core`',
    })
  })
  it('needs the same name behind the scope', () => {
    expect(proposals(scopeTypo, '@anguler-/nothing', index)).toEqual({})
  })
})

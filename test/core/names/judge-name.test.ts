import {readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {judgeName} from '../../../src/core/names/judge-name.ts'
import {type NameIndex, openNameIndex} from '../../../src/core/names/name-index.ts'
import {withOwner} from '../../../src/core/names/used-scopes.ts'
import {smallIndex} from '../../support/small-index.ts'

function load(ecosystem: string): NameIndex {
  return openNameIndex(readFileSync(new URL(`../../../data/${ecosystem}.names`, import.meta.url)))
}
const npm = load('npm')
const pypi = load('pypi')

describe('npm', () => {
  it.each([
    ['expresss', 'express', 'doubling'],
    ['reacct', 'react', 'doubling'],
    ['loadsh', 'lodash', 'swap'],
    ['lodahs', 'lodash', 'swap'],
    ['exprss', 'express', 'omission'],
    ['webpak', 'webpack', 'omission'],
    ['exoress', 'express', 'neighbour-key'],
    ['expr3ss', 'express', 'drawn-alike'],
    ['crossenv', 'cross-env', 'separator'],
    ['cross_env', 'cross-env', 'separator'],
    ['date_fns', 'date-fns', 'separator'],
    ['types-node', '@types/node', 'scope'],
    ['babel-preset-env-', 'babel-preset-env', 'separator'],
    ['@type/node', '@types/node', 'scope-typo'],
    ['@angulr/core', '@angular/core', 'scope-typo'],
    ['expr\u0435ss', 'express', 'homoglyph'],
    ['fetch-node', 'node-fetch', 'token-order'],
  ])('%s looks like %s (%s)', (name, target, technique) => {
    const {verdict, suggestions} = judgeName(name, npm)
    expect(verdict).toBe('lookalike')
    expect(suggestions[0]).toMatchObject({name: target, technique})
    expect(suggestions[0]?.sentence).toContain(`\`${target}\``)
  })

  it.each([
    'preact',
    'recast',
    'oxlint',
    'task',
    'lodash.pick',
    '@storyblok/react',
    'is-array',
    'express',
    'react',
    'vue',
  ])('asks nothing about %s', (name) => expect(judgeName(name, npm).verdict).toBe('ok'))

  it.each(['atob', 'bfj', 'check-types', 'hoopy', 'tryer', 'locate-character'])(
    'knows %s, which much used packages need and the list lacks',
    (name) => expect(judgeName(name, npm)).toMatchObject({verdict: 'ok', popularity: {kind: 'known'}}),
  )

  it.each(['atobb', 'attob', 'tryeer', 'check-typess'])('takes %s for no more than the stranger that it is', (name) =>
    expect(judgeName(name, npm)).toMatchObject({popularity: {kind: 'unlisted'}}),
  )

  it('knows whose a new name is that stands in the scope of a much used one, and only there', () => {
    const index = smallIndex(['@acme/tool', 'react'])
    const owned = (name: string, of: typeof npm) => withOwner(judgeName(name, of), name, of).popularity
    expect(owned('@acme/brand-new', index)).toEqual({kind: 'known'})
    for (const name of ['@acm/brand-new', '@acme-evil/brand-new', 'acme/brand-new', '@acme'])
      expect(owned(name, index), name).toEqual({kind: 'unlisted'})
    expect(owned('@babel/brand-new-plugin', npm)).toEqual({kind: 'known'})
  })

  it('does not know such a name where the index lacks what needs it', () => {
    const index = smallIndex(['atoa'])
    expect(judgeName('atob', index)).toMatchObject({verdict: 'lookalike', suggestions: [{name: 'atoa'}]})
    expect(judgeName('atob', smallIndex(['atoa', 'source-map-resolve'])).verdict).toBe('ok')
  })

  it('knows downloads, and says when a name is not listed', () => {
    expect(judgeName('express', npm).popularity).toMatchObject({kind: 'downloads'})
    expect(judgeName('no-such-name-in-any-list', npm)).toMatchObject({verdict: 'ok', popularity: {kind: 'unlisted'}})
  })
})

describe('PyPI', () => {
  it.each([
    ['reqeusts', 'requests', 'swap'],
    ['requestss', 'requests', 'doubling'],
    ['numppy', 'numpy', 'doubling'],
    ['djanga', 'django', 'substitution'],
    ['beautifulsoup-4', 'beautifulsoup4', 'separator'],
    ['cv2', 'opencv-python', 'alias'],
  ])('%s looks like %s (%s)', (name, target, technique) => {
    expect(judgeName(name, pypi).suggestions[0]).toMatchObject({name: target, technique})
  })

  it.each(['requests', 'numpy', 'colour', 'keyrings-google-artifactregistry-auth'])('asks nothing about %s', (name) => {
    expect(judgeName(name, pypi).verdict).toBe('ok')
  })

  it('says unknown of a name that no PyPI package has', () => {
    expect(judgeName('surely-an-invented-name-9', pypi)).toMatchObject({
      verdict: 'unknown',
      popularity: {kind: 'unlisted'},
    })
  })
})

describe('an old index', () => {
  const bytes = readFileSync(new URL('../../../data/pypi.names', import.meta.url))
  const old = openNameIndex(bytes, '2026-11-02')
  const fresh = openNameIndex(bytes, '2026-11-01')

  it('does not hold it against a name that it is new', () => {
    expect(judgeName('langchain-brand-new', fresh).verdict).toBe('lookalike')
    expect(judgeName('langchain-brand-new', old)).toMatchObject({verdict: 'unknown', suggestions: []})
  })
  it('still knows a slip of the hand', () => {
    expect(judgeName('reqeusts', old)).toMatchObject({verdict: 'lookalike', suggestions: [{name: 'requests'}]})
  })
})

describe('every index', () => {
  it.each([
    ['npm', npm],
    ['pypi', pypi],
  ])('%s: none of the 5,000 most used names is a look-alike', (_name, index) => {
    const flagged = Array.from({length: 5000}, (_, position) => index.nameAt(position)).filter(
      (name) => judgeName(name, index).verdict !== 'ok',
    )
    expect(flagged).toEqual([])
  })
})

import {describe, expect, it} from 'vitest'
import {PACKAGE_OF_ALIAS} from '../../../../src/core/names/alias-facts.ts'
import {aliases} from '../../../../src/core/names/techniques/aliases.ts'
import {proposals, smallIndex} from '../../../support/small-index.ts'

describe('aliases', () => {
  const packages = ['scikit-learn', 'opencv-python', 'beautifulsoup4', 'pillow', 'discord-py', 'apache-superset']
  const index = smallIndex(packages, {ecosystem: 'pypi', members: ['superset']})

  it.each([
    ['sklearn', 'scikit-learn'],
    ['cv2', 'opencv-python'],
    ['bs4', 'beautifulsoup4'],
    ['pil', 'pillow'],
    ['discord', 'discord-py'],
    ['superset', 'apache-superset'],
  ])('%s for %s', (asked, target) => {
    expect(proposals(aliases, asked, index)).toEqual({[target]: `is another name for \`${target}\``})
  })

  it('knows a misspelt alias', () => {
    expect(proposals(aliases, 'openvc', index)).toEqual({
      'opencv-python': 'misspells `opencv`, which is another name for `opencv-python`',
    })
  })
  it('leaves a misspelt alias that is a package to the other techniques', () => {
    expect(proposals(aliases, 'supersset', index)).toEqual({})
  })
  it('is about Python modules', () => {
    expect(proposals(aliases, 'sklearn', smallIndex(['scikit-learn']))).toEqual({})
  })
  it('leads from no alias to itself or to another alias', () => {
    for (const [alias, target] of PACKAGE_OF_ALIAS)
      expect([alias, PACKAGE_OF_ALIAS.get(target)]).toEqual([alias, undefined])
  })
})

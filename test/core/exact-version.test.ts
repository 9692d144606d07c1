import {expect, test} from 'vitest'
import {exactVersion} from '../../src/core/exact-version.ts'

test.each([
  ['npm', '1.2.3', '1.2.3'],
  ['npm', '=1.2.3', '1.2.3'],
  ['npm', 'v1.2.3', '1.2.3'],
  ['npm', '1.2.3+build', '1.2.3'],
  ['npm', ' 1.2.3-rc.1 ', '1.2.3-rc.1'],
  ['npm', '^1.2.3', undefined],
  ['npm', '1.2', undefined],
  ['npm', '1.2.3 || 1.2.4', undefined],
  ['npm', '= v1.2.3', '1.2.3'],
  ['npm', '*', undefined],
  ['npm', '>=1.2.3', undefined],
  ['npm', 'latest', undefined],
  ['npm', '1'.repeat(1e6), undefined],
  ['npm', '', undefined],
  ['pypi', '==1.2', '1.2'],
  ['pypi', ' == 1.2 ', '1.2'],
  ['pypi', '===1.2-weird', '1.2-weird'],
  ['pypi', '>=1,==1.2,<2', '1.2'],
  ['pypi', '==1.2.*', undefined],
  ['pypi', '~=1.2', undefined],
  ['pypi', '!=1.2', undefined],
  ['pypi', '', undefined],
  ['docker', '1.27', undefined],
] as const)('%s %j: %s', (ecosystem, specifier, version) => {
  expect(exactVersion({ecosystem, specifier})).toBe(version)
})

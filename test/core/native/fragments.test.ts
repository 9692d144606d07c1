// The printed fragment of each tool, whole (`vitest -u` writes them anew), and what is in it when.

import {describe, expect, it, test} from 'vitest'
import {nativeTools} from '../../../src/core/native/all-native-tools.ts'
import {npm} from '../../../src/core/native/npm.ts'
import {pip} from '../../../src/core/native/pip.ts'
import {pnpm} from '../../../src/core/native/pnpm.ts'
import {yarn} from '../../../src/core/native/yarn.ts'
import type {PolicyDocument} from '../../../src/core/policy/schema.ts'
import {fragmentOf, printedValues} from '../../support/native-fragments.ts'
import {layerOf} from '../../support/policy-documents.ts'

const ACME = 'https://npm.acme.example/'

const START_UP: Omit<PolicyDocument, 'version'> = {
  rules: {'too-new': {action: 'ask', days: 7}, 'install-scripts': 'block'},
  allow: ['npm:left-pad', 'npm:acme-*', 'npm:nx@21.6.4 || 21.6.5', 'npm:react@^19', 'pypi:acme-lib', 'pypi:acme-*'],
  deny: [{match: 'npm:event-stream@3.3.6', reason: 'malicious'}],
  internal: ['npm:@acme/*', 'npm:acme-core', 'pypi:acme-*'],
  registries: ['npm:default', `npm:${ACME}`, 'pypi:https://pypi.acme.example/simple/'],
  exceptions: [
    {match: 'npm:esbuild', rules: ['install-scripts', 'too-new'], reason: 'native', expires: '2027-03-31'},
    {match: 'npm:ended', rules: ['too-new'], reason: 'over', expires: '2026-11-23'},
  ],
}

describe.each(nativeTools)('the fragment of --$option', ({option, load}) => {
  test.each([
    ['built-in', []],
    ['start-up', [layerOf('user', START_UP)]],
  ] as const)('for the policy %s is the one in test/golden/native', async (name, layers) => {
    const tool = await load()
    const golden = `../../golden/native/${name}.${option}.txt`
    await expect(fragmentOf(tool, layers, option)).toMatchFileSnapshot(golden)
  })

  it('is empty of settings where the policy only observes, and says who says so', async () => {
    const tool = await load()
    const text = fragmentOf(tool, [layerOf('user', {...START_UP, mode: 'observe'})])
    expect(text).toBe(
      `${tool.comment} the policy only observes (mode: observe, /user.yaml:1): ${tool.name} has nothing to enforce\n`,
    )
  })

  it('never loosens what the tool does by itself: what the policy lets pass is not in it', async () => {
    const tool = await load()
    const loose = {
      'too-new': 'note',
      'install-scripts': 'off',
      'not-from-registry': 'off',
      'provenance-lost': 'note',
    } as const
    expect([...printedValues(tool, [layerOf('user', {rules: loose})])]).toEqual([])
    const noAge = {...loose, 'too-new': {action: 'block', days: 0}} as const
    expect([...printedValues(tool, [layerOf('user', {rules: noAge})])]).toEqual([])
  })

  it.each(['hold-back', 'ask', 'block'] as const)('has the age gate for `%s`', async (action) => {
    const tool = await load()
    const text = fragmentOf(tool, [layerOf('user', {rules: {'too-new': action}})])
    expect(text).toContain(`rules.too-new: ${action}, 3 days (/user.yaml:1, built-in)`)
  })
})

test('an age of the project that is longer than the one of the person is the one that is printed', () => {
  const layers = [layerOf('user', {rules: {'too-new': {days: 5}}}), layerOf('project', {rules: {'too-new': {days: 9}}})]
  expect(printedValues(npm, layers).get('min-release-age')).toBe(9)
})

test('what a team locked nobody is excused from, but by the team', () => {
  const locking = {rules: {'too-new': {action: 'block', locked: true}}} as const
  const team = layerOf('team', {...locking, allow: ['npm:left-pad']})
  const layers = [team, layerOf('user', {allow: ['npm:acme-tool']})]
  expect(printedValues(npm, layers).get('min-release-age-exclude')).toEqual(['left-pad'])
})

test('everything excused from an age is everything, scopes as well', () => {
  const layers = [layerOf('user', {allow: ['npm:*']})]
  expect(printedValues(npm, layers).get('min-release-age-exclude')).toEqual(['*', '@*/*'])
  expect(printedValues(yarn, layers).get('npmPreapprovedPackages')).toEqual(['*', '@*/*'])
})

test('a scope of Yarn has the age gate of all: without one, Yarn gives it one day', () => {
  const layers = [layerOf('user', START_UP)]
  expect(printedValues(yarn, layers).get('npmScopes')).toEqual({
    acme: {npmRegistryServer: ACME, npmMinimalAgeGate: 7 * 24 * 60},
  })
})

test('pip is told of one index where everything has to come from it', () => {
  const text = fragmentOf(pip, [layerOf('user', START_UP)])
  expect(text).toContain('\nindex-url = https://pypi.acme.example/simple/\n')
  expect(text).not.toContain('dependency-confusion')
})

test('the default registry of pnpm is set where the policy has no other', () => {
  const layers = [layerOf('user', {registries: [`npm:${ACME}`], internal: ['npm:@acme/*']})]
  expect(printedValues(pnpm, layers).get('registries')).toEqual({default: ACME, '@acme': ACME})
})

// What the gateway fetches before npm asks for it: the same as npm fetches, once, and nothing where npm has it.

import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {gatewayLab} from '../support/gateway-lab.ts'
import type {NpmPackage} from '../support/npm-registry.ts'

const TREE: readonly NpmPackage[] = [
  {name: 'express', version: '4.0.0', dependencies: {'body-parser': '^1.0.0', debug: '2.x'}},
  {name: 'body-parser', version: '1.0.0', dependencies: {debug: '^3.0.0', '@types/node': '*'}},
  {name: 'debug', version: '2.0.0', dependencies: {ms: '1'}},
  {name: 'debug', version: '3.0.0', dependencies: {ms: '2'}},
  {name: 'ms', version: '1.0.0'},
  {name: 'ms', version: '2.0.0'},
  {name: '@types/node', version: '20.0.0', fields: {optionalDependencies: {lodash: '^4.0.0'}}},
  {name: 'lodash', version: '4.0.0'},
]

function lockfile(folder: string): string {
  return readFileSync(join(folder, 'package-lock.json'), 'utf8')
}

test('a fresh install asks for what the bare npm asks for, and leaves the same lockfile', async () => {
  const {scratch, asked} = await gatewayLab(TREE)
  expect((await scratch.run('npm', ['install', 'express'])).code).toBe(0)
  const bare = await gatewayLab(TREE)
  expect((await bare.scratch.run('npm', ['install', 'express'], {env: {SALLYPORT: 'off'}})).code).toBe(0)
  expect([...new Set(asked())].toSorted()).toEqual([...new Set(bare.asked())].toSorted())
  // Two at the same time ask twice, as npm alone does.
  for (const path of new Set(asked())) expect(asked().filter((one) => one === path).length).toBeLessThan(3)
  expect(lockfile(scratch.project).replaceAll(/:\d+\//gu, '/')).toBe(
    lockfile(bare.scratch.project).replaceAll(/:\d+\//gu, '/'),
  )
})

test('what the lockfile has is asked for by nobody', async () => {
  const {scratch, asked} = await gatewayLab(TREE)
  await scratch.run('npm', ['install', 'express'])
  const before = asked().length
  const {code} = await scratch.run('npm', ['ci'], {env: {npm_config_cache: join(scratch.root, 'another-cache')}})
  expect(code).toBe(0)
  const since = asked().slice(before)
  expect(since.filter((path) => !path.endsWith('.tgz'))).toEqual([])
  expect(since).toHaveLength(8)
})

test('offline nothing is asked for', async () => {
  const {scratch, asked} = await gatewayLab(TREE)
  const {code} = await scratch.run('npm', ['install', 'express', '--offline'])
  expect(code).not.toBe(0)
  expect(asked()).toEqual([])
})

test('a name that would be another address is asked for by nobody', async () => {
  const evil = {'../-/whoami': '*', '@acme/..%2f..%2fsecret': '*', '-/npm/v1/tokens': '*'}
  const {scratch, asked} = await gatewayLab([{name: 'express', version: '4.0.0', dependencies: evil}])
  await scratch.run('npm', ['install', 'express'])
  expect(asked()).toEqual(['/express'])
})

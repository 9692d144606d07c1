// What npm writes down is what it would have written without us: addresses of registries, never of the gateway.

import {existsSync, readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {gatewayLab} from '../support/gateway-lab.ts'
import type {NpmPackage} from '../support/npm-registry.ts'

const PACKAGES: readonly NpmPackage[] = [
  {
    name: 'express',
    version: '4.0.0',
    dependencies: {'@acme/tool': '^1.0.0', lodash: '^4.0.0'},
    bin: {express: 'cli.js'},
  },
  {name: '@acme/tool', version: '1.0.0', scripts: {postinstall: 'true'}},
  {name: 'lodash', version: '4.17.21'},
  {name: 'helper', version: '1.0.0', publishedAt: '2024-01-01T00:00:00.000Z'},
]

const MANIFEST = '{"name":"app","version":"1.0.0"}\n'

describe.each([
  ['addresses in the lockfile', {}],
  ['no addresses in the lockfile', {npm_config_omit_lockfile_registry_resolved: 'true'}],
  ['replace-registry-host=never', {npm_config_replace_registry_host: 'never'}],
  ['replace-registry-host=always', {npm_config_replace_registry_host: 'always'}],
  ['allow-remote=all', {npm_config_allow_remote: 'all'}],
])('with %s', (_what, env) => {
  test('the lockfile, the hidden one and the manifest are those of the bare npm, byte for byte', async () => {
    const {scratch} = await gatewayLab(PACKAGES)
    const read = () =>
      ['package-lock.json', 'package.json', 'node_modules/.package-lock.json'].map((path) =>
        readFileSync(join(scratch.project, path), 'utf8'),
      )
    const clean = () => {
      for (const path of ['node_modules', 'package-lock.json']) rmSync(join(scratch.project, path), {recursive: true})
      scratch.withFiles({'package.json': MANIFEST})
    }
    expect((await scratch.run('npm', ['install', 'express'], {env: {...env, SALLYPORT: 'off'}})).code).toBe(0)
    const bare = read()
    clean()
    const caches = {npm_config_cache: join(scratch.root, 'second-cache')}
    expect((await scratch.run('npm', ['install', 'express'], {env: {...env, ...caches}})).code).toBe(0)
    expect(read()).toEqual(bare)
    // Again with a lockfile, cold and warm.
    for (const cache of ['second-cache', 'third-cache']) {
      rmSync(join(scratch.project, 'node_modules'), {recursive: true})
      const again = {...env, npm_config_cache: join(scratch.root, cache)}
      expect((await scratch.run('npm', ['ci'], {env: again})).code).toBe(0)
      expect(read()).toEqual(bare)
    }
  })
})

test('with --registry and --@acme:registry on the command line, too', async () => {
  const {scratch, registry, asked} = await gatewayLab(PACKAGES)
  const nowhere = {npm_config_registry: 'http://127.0.0.1:9/'}
  for (const words of [
    ['--registry', registry.url],
    [`--registry=${registry.url}`],
    [`--registry=${registry.url}`, `--@acme:registry=${registry.url}`],
  ]) {
    scratch.withFiles({'package.json': MANIFEST})
    const before = asked().length
    const {code} = await scratch.run('npm', ['install', ...words, 'express'], {env: nowhere})
    expect(code).toBe(0)
    expect(asked().slice(before)).toContain('/express')
    const lockfile = readFileSync(join(scratch.project, 'package-lock.json'), 'utf8')
    expect(lockfile).toContain(`"resolved": "${registry.url}express/-/express-4.0.0.tgz"`)
    for (const path of ['node_modules', 'package-lock.json', '../npm-cache'])
      rmSync(join(scratch.project, path), {recursive: true})
  }
})

describe('a version that is asked about and that npm writes down without fetching it', () => {
  const young = new Date(Date.now() - 10 * 24 * 60 * 60 * 1000).toISOString()
  const scripted: readonly NpmPackage[] = [
    {name: 'helper', version: '1.0.0', publishedAt: new Date(Date.now() - 100 * 24 * 60 * 60 * 1000).toISOString()},
    {name: 'helper', version: '1.1.0', publishedAt: young, scripts: {postinstall: 'true'}},
  ]

  test.each([['--package-lock-only'], ['--omit=dev']])('%s: it is asked about all the same', async (option) => {
    const {scratch} = await gatewayLab(scripted, {'package.json': MANIFEST})
    const {code, stderr} = await scratch.run('npm', ['install', '-D', 'helper', option])
    expect(stderr).toContain('refused `helper`')
    expect(code).toBe(75)
    expect(readFileSync(join(scratch.project, 'package.json'), 'utf8')).toBe(MANIFEST)
    expect(existsSync(join(scratch.project, 'package-lock.json'))).toBe(false)
  })

  test('for another platform: the lockfile has the registry’s address and integrity', async () => {
    const {scratch} = await gatewayLab([
      {name: 'express', version: '4.0.0', fields: {optionalDependencies: {helper: '^1.0.0'}}},
      ...scripted.map((one) => ({...one, fields: {os: ['plan9']}})),
    ])
    const {code} = await scratch.run('npm', ['install', 'express'])
    expect(code).toBe(0)
    const lockfile = readFileSync(join(scratch.project, 'package-lock.json'), 'utf8')
    expect(lockfile).toMatch(/helper-1\.1\.0\.tgz",\s+"integrity": "sha512-/u)
  })
})

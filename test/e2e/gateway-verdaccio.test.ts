// A real registry behind the gateway: what the real npm published to Verdaccio is judged and installed like everything else.

import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest'
import {asLines, osvEntry} from '../support/osv-entry.ts'
import {Scratch} from '../support/scratch.ts'
import {treeDigest} from '../support/tree-digest.ts'
import {startVerdaccio, type Verdaccio} from '../support/verdaccio.ts'

/** `deep-trouble` three levels below `express`; all of it is of 2024. */
const WORKSPACES: Readonly<Record<string, object>> = {
  express: {version: '4.0.0', dependencies: {'body-parser': '^1.0.0', lodash: '^4.0.0'}, bin: {express: 'cli.js'}},
  'body-parser': {version: '1.2.0', dependencies: {'raw-body': '~2.0.0'}},
  'raw-body': {version: '2.0.1', dependencies: {'deep-trouble': '^1.0.0'}},
  'deep-trouble': {version: '1.0.0'},
  lodash: {version: '4.17.20'},
  semver: {version: '7.0.0'},
  '@acme/tool': {version: '1.0.0', dependencies: {'@acme/part': '1.0.0', lodash: '^4.0.0'}},
  '@acme/part': {version: '1.0.0'},
}
const LONG_AGO = '2024-01-15T12:00:00.000Z'
const MANIFEST = '{"name":"app","version":"1.0.0"}\n'
const ADVISED = 'wanted by express@4.0.0 > body-parser@1.2.0 > raw-body@2.0.1: is malicious'

let registry: Verdaccio
let folder: string

function machine(npmrc = ''): Scratch & {readonly install: {readonly program: string}} {
  const scratch = new Scratch().withNpm(registry.url).withFiles({'package.json': MANIFEST}).installShims()
  onTestFinished(() => scratch.remove())
  return scratch.withHomeFiles({'.npmrc': npmrc})
}

const withToken = (): string => `${registry.nerf}:_authToken=${registry.token}\n`

async function publish(packages: Readonly<Record<string, object>>): Promise<void> {
  const scratch = new Scratch().withNpm(registry.url).installShims()
  const files = Object.entries(packages).flatMap(([name, fields], at): [string, string][] => [
    [`${at}/package.json`, JSON.stringify({name, ...fields})],
    [`${at}/cli.js`, `#!/usr/bin/env node\nconsole.log('${name}')\n`],
  ])
  const workspaces = files.map(([path]) => path.split('/')[0])
  scratch.withFiles({
    ...Object.fromEntries(files),
    'package.json': JSON.stringify({workspaces: [...new Set(workspaces)]}),
  })
  scratch.withHomeFiles({'.npmrc': withToken()})
  try {
    const {code, stderr} = await scratch.run('npm', ['publish', '--workspaces', '--access=public'])
    if (code !== 0) throw new Error(stderr)
  } finally {
    await scratch.remove()
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sallyport-verdaccio-'))
  registry = await startVerdaccio(folder)
  await publish(WORKSPACES)
  for (const name of Object.keys(WORKSPACES)) registry.backdate(name, LONG_AGO)
  await publish({semver: {version: '7.0.1'}})
})

afterAll(async () => {
  await registry.close()
  rmSync(folder, {recursive: true})
})

const written = (scratch: Scratch): readonly string[] =>
  ['package-lock.json', 'package.json', 'node_modules/.package-lock.json'].map((path) =>
    readFileSync(join(scratch.project, path), 'utf8'),
  )

test('a clean tree: what npm writes is what the bare npm writes, byte for byte, and npm ci takes it, cold and warm', async () => {
  const bare = machine()
  const gated = machine()
  const words = ['install', 'express@4.0.0']
  expect((await bare.run('npm', words, {env: {SALLYPORT: 'off'}})).code).toBe(0)
  expect(await gated.run('npm', words)).toMatchObject({code: 0, stderr: ''})
  expect(written(gated)).toEqual(written(bare))
  expect([...treeDigest(join(gated.project, 'node_modules'))]).toEqual([
    ...treeDigest(join(bare.project, 'node_modules')),
  ])
  for (const cache of ['npm-cache', 'another-cache']) {
    rmSync(join(gated.project, 'node_modules'), {recursive: true})
    const env = {npm_config_cache: join(gated.root, cache)}
    expect(await gated.run('npm', ['ci'], {env})).toMatchObject({code: 0, stderr: ''})
    expect(written(gated)).toEqual(written(bare))
  }
})

test('a version that was published a moment ago is held back, by the time that the registry itself gave it', async () => {
  const scratch = machine()
  const {code, stderr} = await scratch.run('npm', ['install', 'semver'])
  expect(stderr).toMatch(/held back `semver` 7\.0\.1, .* used 7\.0\.0/u)
  expect(code).toBe(0)
  expect(readFileSync(join(scratch.project, 'package-lock.json'), 'utf8')).toContain('semver-7.0.0.tgz')
})

describe('a private scope', () => {
  test.each([
    ['a token', () => withToken()],
    ['basic authentication', () => `${registry.nerf}:_auth=${registry.basic}\n`],
  ])('installs with %s, as with the bare npm', async (_what, npmrc) => {
    const bare = machine(npmrc())
    const gated = machine(npmrc())
    const words = ['install', '@acme/tool']
    expect((await bare.run('npm', words, {env: {SALLYPORT: 'off'}})).code).toBe(0)
    expect(await gated.run('npm', words)).toMatchObject({code: 0, stderr: ''})
    expect(written(gated)).toEqual(written(bare))
    rmSync(join(gated.project, 'node_modules'), {recursive: true})
    const cold = {npm_config_cache: join(gated.root, 'cold')}
    expect(await gated.run('npm', ['ci'], {env: cold})).toMatchObject({code: 0, stderr: ''})
  })

  test.each([
    ['without credentials', () => ''],
    ['with a wrong token', () => `${registry.nerf}:_authToken=wrong\n`],
  ])('%s: npm’s own error, and nothing is installed', async (_what, npmrc) => {
    const scratch = machine(npmrc())
    const before = treeDigest(scratch.project)
    const bare = await scratch.run('npm', ['install', '@acme/tool'], {env: {SALLYPORT: 'off'}})
    const gated = await scratch.run('npm', ['install', '@acme/tool'])
    const codeOf = (text: string) => /npm error code (\w+)/u.exec(text)?.[1]
    expect(codeOf(bare.stderr)).toMatch(/^E40[13]$/u)
    expect(codeOf(gated.stderr)).toBe(codeOf(bare.stderr))
    expect(gated.code).toBe(bare.code)
    expect(treeDigest(scratch.project)).toEqual(before)
  })
})

test('npm publish without credentials is refused by the registry, as without us', async () => {
  const scratch = machine()
  const {code, stderr} = await scratch.run('npm', ['publish'])
  expect(stderr).toMatch(/E(?:NEEDAUTH|401)/u)
  expect(code).not.toBe(0)
})

describe('a package that a feed calls malicious, three levels down', () => {
  async function fed(scratch: ReturnType<typeof machine>): Promise<void> {
    scratch.withHomeFiles({'malware.ndjson': asLines([osvEntry('MAL-2026-1', 'deep-trouble')])})
    const from = join(scratch.home, 'malware.ndjson')
    const {code} = await scratch.run(scratch.install.program, ['cache', 'update', 'advisories', 'npm', '--from', from])
    expect(code).toBe(0)
  }

  test('stops npm install, npm update and npx before anything is there', async () => {
    const scratch = machine()
    await fed(scratch)
    const stopped = async (words: readonly string[], manifest = MANIFEST) => {
      scratch.withFiles({'package.json': manifest})
      const before = treeDigest(scratch.project)
      const [tool = '', ...rest] = words
      const {code, stderr} = await scratch.run(tool, rest)
      expect(stderr).toContain(ADVISED)
      expect(code).toBe(77)
      expect(treeDigest(scratch.project)).toEqual(before)
    }
    await stopped(['npm', 'install', 'express'])
    await stopped(['npx', '--yes', 'express'])
    const wanting = '{"name":"app","dependencies":{"express":"^4.0.0"}}\n'
    await stopped(['npm', 'install'], wanting)
    await stopped(['npm', 'update'], wanting)
  })

  test('stops npm ci, npm install and npm update of what was installed before the feed knew, cold and warm', async () => {
    const scratch = machine()
    expect((await scratch.run('npm', ['install', 'express'])).code).toBe(0)
    await fed(scratch)
    const stopped = async (words: readonly string[]) => {
      const before = treeDigest(scratch.project)
      for (const cache of ['npm-cache', 'another-cache']) {
        const env = {npm_config_cache: join(scratch.root, cache)}
        const {code, stderr} = await scratch.run('npm', words, {env})
        expect(stderr).toContain(ADVISED)
        expect(code).toBe(77)
        expect(treeDigest(scratch.project)).toEqual(before)
      }
    }
    await stopped(['ci'])
    await stopped(['install'])
    await stopped(['update'])
    rmSync(join(scratch.project, 'node_modules'), {recursive: true})
    await stopped(['ci'])
    rmSync(join(scratch.project, 'package-lock.json'))
    await stopped(['install'])
  })
})

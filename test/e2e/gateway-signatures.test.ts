// What a registry signed is checked before a tarball is served, with the real npm and keys made for the test.

import {existsSync, readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {type GatewayLab, gatewayLab} from '../support/gateway-lab.ts'
import type {NpmPackage} from '../support/npm-registry.ts'
import {signingRegistry} from '../support/signing-registry.ts'
import {SigstoreWorld} from '../support/sigstore-world.ts'

const signer = signingRegistry('SHA256:ours')
const KEYS = '/-/npm/v1/keys'

function signed(name: string, version: string, more: Partial<NpmPackage> = {}): NpmPackage {
  return {
    name,
    version,
    dist: ({integrity}) => ({signatures: [signer.sign(`${name}@${version}:${integrity}`)]}),
    ...more,
  }
}

const tree = (lodash: Partial<NpmPackage> = {}): readonly NpmPackage[] => [
  signed('express', '4.0.0', {dependencies: {'body-parser': '^1.0.0'}}),
  signed('body-parser', '1.2.0', {dependencies: {lodash: '^4.0.0'}}),
  signed('lodash', '4.17.21', lodash),
]

/** The signature is for another content than the one that is served: somebody changed it on the way. */
const forged: Partial<NpmPackage> = {dist: () => ({signatures: [signer.sign('lodash@4.17.21:sha512-other')]})}

async function signedLab(packages: readonly NpmPackage[], isServing = true): Promise<GatewayLab> {
  const lab = await gatewayLab(packages)
  if (isServing) lab.registry.serve(KEYS, {keys: [signer.key]})
  return lab
}

const times = ({asked}: GatewayLab, path: string): number => asked().filter((one) => one === path).length

function freshStart({scratch}: GatewayLab, cache?: string): {readonly env: Readonly<Record<string, string>>} {
  for (const path of ['node_modules', 'package-lock.json'])
    rmSync(join(scratch.project, path), {recursive: true, force: true})
  scratch.withFiles({'package.json': '{"name":"app","version":"1.0.0"}\n'})
  return {env: cache === undefined ? {} : {npm_config_cache: join(scratch.root, cache)}}
}

describe('a signature that does not hold, three levels down', () => {
  test('stops npm install: 77, with the way to it, and every file stays as it was', async () => {
    const lab = await signedLab(tree(forged))
    const before = lab.digest()
    const {code, stderr} = await lab.scratch.run('npm', ['install', 'express'])
    expect(stderr).toContain(
      'refused `lodash@4.17.21`, wanted by express@4.0.0 > body-parser@1.2.0: carries a signature of its registry that does not hold',
    )
    expect(code).toBe(77)
    expect(lab.digest()).toEqual(before)
    expect(lab.asked().join()).not.toContain('lodash-4.17.21.tgz')
  })

  test('is asked about where policy asks, and a note where policy notes it', async () => {
    const lab = await signedLab(tree(forged))
    lab.policy('version: 1\nrules: {signature-invalid: ask}\n')
    const before = lab.digest()
    const {code, stderr} = await lab.scratch.run('npm', ['install', 'express'])
    expect(stderr).toContain(
      'refused `lodash@4.17.21`, wanted by express@4.0.0 > body-parser@1.2.0: carries a signature',
    )
    expect(code).toBe(75)
    expect(lab.digest()).toEqual(before)
    lab.policy('version: 1\nrules: {signature-invalid: note}\n')
    const noted = await lab.scratch.run('npm', ['install', 'express'])
    expect(noted.stderr).toContain('`lodash@4.17.21` carries a signature of its registry that does not hold')
    expect(noted.code).toBe(0)
  })

  test('stops it again, and once a key was seen the registry cannot serve another one in its place', async () => {
    const lab = await signedLab(tree())
    expect((await lab.scratch.run('npm', ['install', 'express'])).code).toBe(0)
    const thief = signingRegistry(signer.key.keyid)
    lab.registry.serve(KEYS, {keys: [thief.key]})
    const stolen = ({integrity}: {readonly integrity: string}) => ({
      signatures: [thief.sign(`lodash@4.17.22:${integrity}`)],
    })
    lab.registry.publish({name: 'lodash', version: '4.17.22', dist: stolen})
    const {code, stderr} = await lab.scratch.run('npm', ['install', 'express'], freshStart(lab, 'second-cache'))
    expect(stderr).toContain('refused `lodash@4.17.22`')
    expect(code).toBe(77)
  })

  test.each([
    ['of one hash, where npm may take another', (integrity: string) => `${integrity} sha512-AAAA`],
    ['of the weaker hash alone', () => undefined],
  ])('%s', async (_what, written) => {
    const dist: NpmPackage['dist'] = ({integrity}) => ({
      integrity: written(integrity),
      signatures: [signer.sign(`lodash@4.17.21:${integrity}`)],
    })
    const lab = await signedLab(tree({dist}))
    const {code, stderr} = await lab.scratch.run('npm', ['install', 'express'])
    expect(stderr).toContain('refused `lodash@4.17.21`')
    expect(code).toBe(77)
  })

  test('in an optional package: refused, and manifest and lockfile stay as they were', async () => {
    const lab = await signedLab([
      signed('express', '4.0.0', {fields: {optionalDependencies: {lodash: '4.17.21'}}}),
      signed('lodash', '4.17.21', forged),
    ])
    const {code} = await lab.scratch.run('npm', ['install', 'express'])
    expect(code).toBe(77)
    expect(readFileSync(join(lab.scratch.project, 'package.json'), 'utf8')).not.toContain('express')
    expect(existsSync(join(lab.scratch.project, 'package-lock.json'))).toBe(false)
  })
})

describe('signatures that hold', () => {
  test('install in silence; the keys are asked for once, and not again in a later run with a cold cache', async () => {
    const lab = await signedLab(tree())
    for (const cache of ['first-cache', 'second-cache']) {
      const {code, stderr} = await lab.scratch.run('npm', ['install', 'express'], freshStart(lab, cache))
      expect(stderr).not.toContain('sallyport')
      expect(code).toBe(0)
      expect(times(lab, KEYS)).toBe(1)
    }
    expect(times(lab, '/lodash/-/lodash-4.17.21.tgz')).toBe(2)
  })

  test('the same behind a token, which goes along with the question for keys', async () => {
    const lab = await signedLab(tree())
    lab.scratch.withHomeFiles({'.npmrc': `//${new URL(lab.registry.url).host}/:_authToken=secret\n`})
    expect((await lab.scratch.run('npm', ['install', 'express'])).code).toBe(0)
    const asking = lab.registry.log.filter(({path}) => path === KEYS)
    expect(asking.map(({hasAuthorization}) => hasAuthorization)).toEqual([true])
  })

  test('of a registry that says that it has no keys: installed in silence, and it is not asked again', async () => {
    const lab = await signedLab(tree(forged), false)
    for (const cache of ['first-cache', 'second-cache']) {
      const {code, stderr} = await lab.scratch.run('npm', ['install', 'express'], freshStart(lab, cache))
      expect(stderr).not.toContain('sallyport')
      expect(code).toBe(0)
    }
    expect(times(lab, KEYS)).toBe(1)
  })

  test('a registry that signs nothing is asked for no keys', async () => {
    const lab = await signedLab([{name: 'express', version: '4.0.0'}])
    expect((await lab.scratch.run('npm', ['install', 'express'])).code).toBe(0)
    expect(times(lab, KEYS)).toBe(0)
  })

  test('a release without one, of a registry that has keys, is asked about where policy asks for what is unknown', async () => {
    const lab = await signedLab(tree({dist: () => ({})}))
    lab.policy('version: 1\nrules: {facts-unknown: ask}\n')
    const {code, stderr} = await lab.scratch.run('npm', ['install', 'express'])
    expect(stderr).toContain('its registry has keys to sign with, and did not sign it')
    expect(code).toBe(75)
  })
})

describe('a young release of another account that says it was built in place', () => {
  const day = 24 * 60 * 60 * 1000
  const ago = (days: number) => new Date(Date.now() - days * day).toISOString()
  const fields = (name: string) => ({_npmUser: {name}, repository: 'github:acme/tool'})
  const claim = {
    attestations: {url: 'https://anywhere.example/', provenance: {predicateType: 'https://slsa.dev/provenance/v1'}},
  }
  const releases: readonly NpmPackage[] = [
    {name: 'tool', version: '1.0.0', publishedAt: ago(300), fields: fields('ann')},
    {name: 'tool', version: '1.0.1', publishedAt: ago(6), fields: fields('robot'), dist: () => claim},
  ]

  test('is asked about where its registry has no attestation to show', async () => {
    const lab = await signedLab(releases)
    const before = lab.digest()
    const {code, stderr} = await lab.scratch.run('npm', ['install', 'tool'])
    expect(stderr).toContain('was published by `robot`')
    expect(code).toBe(75)
    expect(lab.digest()).toEqual(before)
    expect(times(lab, '/-/npm/v1/attestations/tool@1.0.1')).toBe(1)
  })

  test('is refused where the attestation is of something else', async () => {
    const lab = await signedLab(releases)
    const repository = 'https://github.com/acme/tool'
    const build = {
      name: 'other',
      version: '1.0.1',
      integrity: `sha512-${Buffer.alloc(64).toString('base64')}`,
      repository,
    }
    lab.registry.serve('/-/npm/v1/attestations/tool@1.0.1', new SigstoreWorld().attestations(build))
    const {code, stderr} = await lab.scratch.run('npm', ['install', 'tool'])
    expect(stderr).toContain(
      'carries an attestation of how it was built that is about another name, version or content',
    )
    expect(code).toBe(77)
  })

  test('of an old release nobody asks for an attestation', async () => {
    const lab = await signedLab([{name: 'tool', version: '1.0.1', fields: fields('robot'), dist: () => claim}])
    expect((await lab.scratch.run('npm', ['install', 'tool'])).code).toBe(0)
    expect(lab.asked().join()).not.toContain('attestations')
  })
})

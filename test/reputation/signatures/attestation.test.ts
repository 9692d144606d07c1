import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {rolldown} from 'rolldown'
import {describe, expect, it, onTestFinished, test} from 'vitest'
import {askAttestation, verifyAttestation} from '../../../src/reputation/signatures/attestation.ts'
import {plainRegistryRequest} from '../../../src/reputation/signatures/registry-request.ts'
import {checkout} from '../../support/checkout.ts'
import {startLoopbackServer} from '../../support/loopback-server.ts'
import {type Build, SigstoreWorld} from '../../support/sigstore-world.ts'

const world = new SigstoreWorld()
const INTEGRITY = `sha512-${Buffer.alloc(64, 7).toString('base64')}`
const RELEASE = {name: '@acme/tool', version: '1.2.3', integrity: INTEGRITY}
const REPOSITORY = 'https://github.com/Acme/Tool'
const BUILD: Build = {...RELEASE, repository: REPOSITORY}

type Served = ReturnType<SigstoreWorld['attestations']>

function served(change: (attestations: Served) => void = () => {}, of = BUILD): Served {
  const attestations = structuredClone(world.attestations(of))
  change(attestations)
  return attestations
}

const bundleOf = (attestations: Served) => attestations.attestations[0]!.bundle

function verified(json: unknown, release = RELEASE) {
  return verifyAttestation(json, release, world.trustedRoot)
}

describe('an attestation', () => {
  it('that holds names the repository and the workflow that built the release', async () => {
    expect(await verified(served())).toEqual({
      kind: 'verified',
      repository: 'github.com/acme/tool',
      workflow: 'https://github.com/Acme/Tool/.github/workflows/release.yml@refs/heads/main',
    })
  })

  test.for<readonly [string, Partial<typeof RELEASE>]>([
    ['another name', {name: '@acme-evil/tool'}],
    ['another version', {version: '1.2.4'}],
    ['another content', {integrity: `sha512-${Buffer.alloc(64, 8).toString('base64')}`}],
    ['a content that is hashed otherwise', {integrity: 'sha1-aaaa'}],
  ])('is invalid for %s', async ([, other]) => {
    expect(await verified(served(), {...RELEASE, ...other})).toEqual({
      kind: 'invalid',
      reason: 'is about another name, version or content',
    })
  })

  it('is invalid once it was changed', async () => {
    const payload = Buffer.from(bundleOf(served()).dsseEnvelope.payload, 'base64').toString()
    const other = served((one) => {
      const changed = payload.replace('"predicate":{}', '"predicate":{"a":1}')
      bundleOf(one).dsseEnvelope.payload = Buffer.from(changed).toString('base64')
    })
    expect(await verified(other)).toEqual({kind: 'invalid', reason: 'was changed after it was signed'})
  })

  it('of somebody else’s Sigstore is worth nothing', async () => {
    const other = new SigstoreWorld()
    const reason = 'does not hold against the keys that are known here'
    expect(await verified(other.attestations(BUILD))).toEqual({kind: 'unverified', reason})
    expect(await verifyAttestation(served(), RELEASE)).toEqual({kind: 'unverified', reason})
  })

  it('of a person is worth nothing: it does not say where something was built', async () => {
    expect(await verified(served(() => {}, RELEASE))).toEqual({kind: 'unverified', reason: 'no CI system has signed'})
  })

  test.for<readonly [string, (one: Served) => void]>([
    ['its entry in the log', (one) => (bundleOf(one).verificationMaterial.tlogEntries = [])],
    ['its certificate', (one) => (bundleOf(one).verificationMaterial.x509CertificateChain.certificates = [])],
    ['its signature', (one) => (bundleOf(one).dsseEnvelope.signatures = [])],
    ['everything', (one) => (one.attestations[0]!.bundle = {} as never)],
    ['an honest number of stories', (one) => one.attestations.push(one.attestations[0]!)],
  ])('without %s is worth nothing', async ([, change]) => {
    expect((await verified(served(change))).kind).not.toBe('verified')
  })

  test.for<readonly [string, unknown]>([
    ['nothing', undefined],
    ['a list', []],
    ['no attestations', {attestations: []}],
    ['something else', {attestations: 'x'}],
    ['an attestation of a publication', {attestations: [{predicateType: 'https://github.com/npm/attestation'}]}],
    ['no bundle', {attestations: [{predicateType: 'https://slsa.dev/provenance/v1', bundle: null}]}],
  ])('that is %s is worth nothing', async ([, json]) => expect((await verified(json)).kind).toBe('unverified'))
})

test('the same once bundled, as the program is installed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-bundle-'))
  onTestFinished(() => rmSync(folder, {recursive: true}))
  const entry = join(checkout, 'src/reputation/signatures/attestation.ts')
  const bundle = await rolldown({input: {attestation: entry}, platform: 'node'})
  await bundle.write({dir: folder, format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs'})
  const bundled = (await import(join(folder, 'attestation.mjs'))) as {verifyAttestation: typeof verifyAttestation}
  expect((await bundled.verifyAttestation(served(), RELEASE, world.trustedRoot)).kind).toBe('verified')
  expect((await bundled.verifyAttestation(served(), RELEASE)).kind).toBe('unverified')
})

describe('asking a registry', () => {
  async function asked(status: number, body: string) {
    const server = await startLoopbackServer((path) =>
      path === '/api/npm/-/npm/v1/attestations/@acme%2ftool@1.2.3' ? {status, body} : {status: 500},
    )
    onTestFinished(() => server.close())
    const request = plainRegistryRequest(`${server.origin}/api/npm/`, AbortSignal.timeout(10_000))
    return askAttestation(request, RELEASE, world.trustedRoot)
  }

  it('finds the attestation below the path of the registry', async () => {
    expect((await asked(200, JSON.stringify(served()))).kind).toBe('verified')
  })

  test.for([
    [404, ''],
    [200, '{"attest'],
    [503, ''],
  ] as const)('%d %s is no attestation', async ([status, body]) => {
    expect((await asked(status, body)).kind).toBe('unverified')
  })
})

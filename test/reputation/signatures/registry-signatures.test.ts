import {generateKeyPairSync} from 'node:crypto'
import {describe, expect, it, onTestFinished, test} from 'vitest'
import {releaseFacts} from '../../../src/core/packument/release-facts.ts'
import {askRegistryKeys, type RegistryKeys} from '../../../src/reputation/signatures/ask-registry-keys.ts'
import {KNOWN_KEYS} from '../../../src/reputation/signatures/known-keys.ts'
import {plainRegistryRequest} from '../../../src/reputation/signatures/registry-request.ts'
import {signatureCheck} from '../../../src/reputation/signatures/signature-check.ts'
import {judge} from '../../support/judged-release.ts'
import {type Reply, startLoopbackServer} from '../../support/loopback-server.ts'
import {packument} from '../../support/packuments.ts'
import {signingRegistry} from '../../support/signing-registry.ts'

const registry = signingRegistry('SHA256:ours')
const INTEGRITY = 'sha512-aaaa'
const SIGNED = registry.sign(`foo@1.0.0:${INTEGRITY}`)
const PUBLISHED = Date.UTC(2026, 0, 1)

interface Given {
  readonly signatures?: unknown
  readonly integrity?: string
  readonly version?: string
  readonly keys?: Parameters<typeof signatureCheck>[0]
}

function releaseOf({signatures = [SIGNED], integrity = INTEGRITY, version = '1.0.0', keys = [registry.key]}: Given) {
  const whole = packument({releases: [{version, at: PUBLISHED, fields: {dist: {integrity, signatures}}}]})
  const facts = releaseFacts(whole, version, {signatures: signatureCheck(keys)})
  if (facts === undefined) throw new Error('no facts')
  return facts
}

function holds(given: Given): boolean | undefined {
  return releaseOf(given).release.hasValidSignature
}

describe('the signature of a registry', () => {
  it('holds for what it was made for', () => {
    expect(holds({})).toBe(true)
    expect(judge({evidence: {release: releaseOf({})}}).findings.map(({code}) => code)).not.toContain(
      'signature-invalid',
    )
  })

  const expired = {...registry.key, expires: PUBLISHED}
  const impostor = signingRegistry('SHA256:ours')
  test.for<readonly [string, Given]>([
    ['another content', {integrity: 'sha512-bbbb'}],
    ['another version', {version: '1.0.1'}],
    ['another name', {signatures: [registry.sign(`bar@1.0.0:${INTEGRITY}`)]}],
    ['another key under the same name', {signatures: [impostor.sign(`foo@1.0.0:${INTEGRITY}`)]}],
    ['a key that had ended', {keys: [expired]}],
    ['one of two that is wrong', {signatures: [SIGNED, {...SIGNED, sig: 'AAAA'}]}],
    ['no base64', {signatures: [{...SIGNED, sig: '***'}]}],
  ])('does not hold for %s, and that is blocked', ([, given]) => {
    expect(holds(given)).toBe(false)
    expect(judge({evidence: {release: releaseOf(given)}})).toMatchObject({verdict: 'block'})
  })

  test.for<readonly [string, Given]>([
    ['nobody has keys', {keys: []}],
    ['it is made with a key that is not known', {signatures: [{...SIGNED, keyid: 'SHA256:other'}]}],
    ['there is none', {signatures: []}],
    ['there is something else', {signatures: [null, 7, {keyid: 1}]}],
    ['the key is no key', {keys: [{...registry.key, key: 'AAAA'}]}],
    ['the key is of another kind', {keys: [{...registry.key, key: ed25519()}]}],
  ])('is not known to hold where %s', ([, given]) => expect(holds(given)).toBeUndefined())

  it('stands with one of two that nobody knows', () => {
    expect(holds({signatures: [SIGNED, {keyid: 'SHA256:other', sig: 'AAAA'}]})).toBe(true)
  })

  it('is missed where the registry has keys', () => {
    expect(releaseOf({signatures: []}).release.isUnsigned).toBe(true)
    expect(releaseOf({signatures: [], keys: []}).release.isUnsigned).toBeUndefined()
    expect(releaseOf({}).release.isUnsigned).toBe(false)
  })

  it('made with a key of npm’s is not checked with a key that somebody else serves under its name', () => {
    const keyid = KNOWN_KEYS[1]!.keyid
    const forged = signingRegistry(keyid)
    expect(holds({keys: [forged.key], signatures: [forged.sign(`foo@1.0.0:${INTEGRITY}`)]})).toBe(false)
  })
})

describe('the keys of a registry', () => {
  async function asked(reply: Reply, path = ''): Promise<RegistryKeys> {
    const server = await startLoopbackServer((asking) =>
      asking === `${path}/-/npm/v1/keys` ? reply : {status: 500, body: 'wrong path'},
    )
    onTestFinished(() => server.close())
    return askRegistryKeys(plainRegistryRequest(`${server.origin}${path}/`, AbortSignal.timeout(10_000)))
  }
  const served = (keys: unknown, status = 200) => ({status, body: JSON.stringify({keys})})
  const written = {...registry.key, keytype: 'ecdsa-sha2-nistp256', scheme: 'ecdsa-sha2-nistp256', expires: null}

  it('are asked for below the path of the registry', async () => {
    expect(await asked(served([written]), '/api/npm/all')).toEqual({kind: 'keys', keys: [registry.key]})
  })

  it('carry the day on which they end; one that cannot be read makes no key', async () => {
    const keys = [
      {...written, expires: '2025-01-29T00:00:00.000Z'},
      {...written, expires: 'soon'},
    ]
    expect(await asked(served(keys))).toEqual({
      kind: 'keys',
      keys: [{...registry.key, expires: Date.UTC(2025, 0, 29)}],
    })
  })

  test.for<readonly [string, Reply, RegistryKeys['kind']]>([
    ['no such path', {status: 404}, 'none'],
    ['an empty list', served([]), 'none'],
    ['only keys of another kind', served([{...written, keytype: 'rsa'}]), 'none'],
    ['a broken answer', {status: 200, body: '{"keys":['}, 'silent'],
    ['another document', {status: 200, body: '{"keys":"x"}'}, 'silent'],
    ['an error', {status: 503}, 'silent'],
    ['a wall', {status: 401}, 'silent'],
    ['too much', {status: 200, body: `"${'x'.repeat(5 * 1024 * 1024)}"`}, 'silent'],
  ])('%s', async ([, reply, kind]) => expect((await asked(reply)).kind).toBe(kind))

  it('are silent where nobody answers', async () => {
    const server = await startLoopbackServer(() => ({status: 200}))
    await server.close()
    const request = plainRegistryRequest(server.origin, AbortSignal.timeout(10_000))
    expect(await askRegistryKeys(request)).toEqual({kind: 'silent'})
  })
})

function ed25519(): string {
  return generateKeyPairSync('ed25519').publicKey.export({format: 'der', type: 'spki'}).toString('base64')
}

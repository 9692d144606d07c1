// What is found out about one release before its tarball is served, and how little of the registry is asked for it.

import {describe, expect, it, test} from 'vitest'
import type {JsonObject} from '../../src/core/packument/json.ts'
import {mergePolicies} from '../../src/core/policy/merge.ts'
import type {PolicyDocument} from '../../src/core/policy/schema.ts'
import type {Release} from '../../src/core/release.ts'
import type {JudgedPackage} from '../../src/gateway/judged-package.ts'
import {policyJudge} from '../../src/gateway/policy-judge.ts'
import {releaseGuard} from '../../src/gateway/release-guard.ts'
import {newRecord} from '../../src/gateway/run-record.ts'
import {signedReleases} from '../../src/gateway/signed-releases.ts'
import {daysAgo, NOW} from '../support/judged-release.ts'
import {noMemory} from '../support/no-memory.ts'
import {packument, packumentJson} from '../support/packuments.ts'
import {layerOf} from '../support/policy-documents.ts'
import {signingRegistry} from '../support/signing-registry.ts'
import {SigstoreWorld} from '../support/sigstore-world.ts'

const signer = signingRegistry('SHA256:ours')
const sigstore = new SigstoreWorld()
const GOOD = `sha512-${Buffer.alloc(64, 1).toString('base64')}`
const EVIL = `sha512-${Buffer.alloc(64, 2).toString('base64')}`
const holding = {integrity: GOOD, signatures: [signer.sign(`foo@1.1.0:${GOOD}`)]}
const forged = {integrity: EVIL, signatures: [signer.sign(`foo@1.1.0:${GOOD}`)]}
const builtInPlace = {
  repository: 'github:acme/foo',
  dist: {...holding, attestations: {provenance: {predicateType: 'https://slsa.dev/provenance/v1'}}},
}

interface Given {
  readonly dist?: JsonObject
  readonly fields?: JsonObject
  readonly at?: number
  readonly rules?: PolicyDocument['rules']
  readonly mode?: 'observe'
  readonly demanded?: string | undefined
  readonly remembered?: Partial<Release>
  readonly isApproved?: boolean
  readonly isKept?: boolean
  /** Whether the release is one of those whose signatures stay in mind; without it, only the text can tell. */
  readonly isLikely?: boolean
  /** What is served beside packuments, by path. */
  readonly documents?: Readonly<Record<string, unknown>>
  /** What the registry serves when it is asked again. */
  readonly later?: JsonObject
}

async function looked(given: Given) {
  const {dist = holding, fields = {}, at = daysAgo(400), rules = {}, later, isKept = true, isLikely = false} = given
  const demanded = Object.hasOwn(given, 'demanded') ? given.demanded : GOOD
  const json = (of: JsonObject) =>
    packumentJson({
      releases: [
        {version: '1.0.0', at: daysAgo(500), publisher: 'ann', fields: {repository: 'github:acme/foo'}},
        {version: '1.1.0', at, publisher: 'robot', fields: {dist: of, ...fields}},
      ],
    })
  const document = {rules, ...(given.mode === undefined ? {} : {mode: given.mode})}
  const judge = policyJudge({
    policy: mergePolicies([layerOf('user', document)]).ecosystems.npm,
    state: '',
    advisoriesOf: () => ({kind: 'none'}),
    nameOf: () => undefined,
    now: NOW,
  })
  const did: string[] = []
  const kept: Release[] = []
  const fresh = () => packument(later ?? json(dist))
  const judged: JudgedPackage = {
    versions: new Set(['1.0.0', '1.1.0']),
    verdicts: new Map(),
    isApproved: false,
    isAgeless: false,
    oddAddresses: new Map(),
    addressOf: () => '',
    registry: 'https://npm.acme.example/',
    text: isKept ? async () => JSON.stringify(json(dist)) : undefined,
    read: async () => {
      did.push('read')
      return fresh()
    },
    readWhole: async () => {
      did.push('whole')
      return fresh()
    },
    seen: judge.seen(packument(json(dist))),
    signed: isLikely ? signedReleases(packument(json(dist))) : {isAny: false, byIntegrity: new Map()},
  }
  const record = newRecord()
  const guard = releaseGuard({
    judge,
    keys: {
      of: async () => {
        did.push('keys')
        return [signer.key]
      },
    },
    memory: async () => ({
      ...noMemory,
      release: () =>
        given.remembered === undefined
          ? undefined
          : {release: {version: '1.1.0', ...given.remembered}, firstSeen: NOW, fetched: NOW},
      keep: (_registry, _name, release) => void kept.push(release),
    }),
    requestsTo: () => async (path) => {
      did.push(path)
      const found = given.documents?.[path]
      return found === undefined ? {status: 404, text: ''} : {status: 200, text: JSON.stringify(found)}
    },
    shownRegistry: () => undefined,
    approved: new Set(given.isApproved === true ? ['foo@1.1.0'] : []),
    record,
    trustedRoot: sigstore.trustedRoot,
  })
  const verdict = await guard.objectionTo({name: 'foo', version: '1.1.0'}, judged, demanded)
  const said = verdict === undefined ? 'passes' : `${verdict.kind} ${verdict.findings.map(({code}) => code).join()}`
  return {said, did, kept, troubles: [...record.troubles], verdict}
}

describe('a signature', () => {
  it('that holds is found in the text, without reading the packument, and is remembered', async () => {
    const {said, did, kept} = await looked({})
    expect({said, did}).toEqual({said: 'passes', did: ['keys']})
    expect(kept).toEqual([{version: '1.1.0', integrity: GOOD, hasValidSignature: true}])
  })

  it('that stays in mind needs neither text nor manifest, and misleads nobody', async () => {
    const mind: Given = {isKept: false, isLikely: true}
    expect(await looked(mind)).toMatchObject({said: 'passes', did: ['keys']})
    const evil = await looked({...mind, dist: forged, demanded: EVIL})
    expect(evil).toMatchObject({said: 'block signature-invalid', kept: []})
    expect(await looked({...mind, demanded: EVIL})).toMatchObject({said: 'ask unclear'})
    expect(await looked({...mind, dist: {integrity: GOOD}})).toMatchObject({said: 'passes', did: []})
  })

  it('that held before is not looked at again', async () => {
    const {said, did} = await looked({dist: forged, remembered: {integrity: GOOD, hasValidSignature: true}})
    expect({said, did}).toEqual({said: 'passes', did: []})
  })

  it('that held before held for that content alone', async () => {
    const remembered = {integrity: GOOD, hasValidSignature: true}
    expect((await looked({dist: forged, demanded: EVIL, remembered})).said).toBe('block signature-invalid')
    expect((await looked({dist: forged, demanded: EVIL, remembered: {integrity: EVIL}})).said).toBe(
      'block signature-invalid',
    )
  })

  it('that does not hold blocks, also where nobody says what npm demands, and is not remembered', async () => {
    for (const demanded of [EVIL, undefined]) {
      const {said, kept} = await looked({dist: forged, demanded})
      expect({said, kept}).toEqual({said: 'block signature-invalid', kept: []})
    }
  })

  it('of another release beside the integrity in some text misleads nobody', async () => {
    const decoy = {readme: `"${EVIL}","signatures":${JSON.stringify(holding.signatures)}`}
    expect((await looked({dist: {...forged, ...decoy}, demanded: EVIL})).said).toBe('block signature-invalid')
  })

  it('that holds for another content than npm demands is no answer', async () => {
    // Served when npm asked, and mended when the gateway asked again.
    expect((await looked({dist: holding, demanded: EVIL})).said).toBe('ask unclear')
  })

  it('of a packument that was not kept is taken from the manifest alone', async () => {
    const documents = {'/foo/1.1.0': {dist: holding}}
    const {said, did} = await looked({isKept: false, documents})
    expect({said, did}).toEqual({said: 'passes', did: ['/foo/1.1.0', 'keys']})
    // Where there is none, the packument is read.
    expect((await looked({isKept: false})).did).toEqual(['/foo/1.1.0', 'read', 'keys'])
  })

  test.for<readonly [string, Given, string]>([
    ['asks', {rules: {'signature-invalid': 'ask'}}, 'ask signature-invalid'],
    ['passes after a yes', {rules: {'signature-invalid': 'ask'}, isApproved: true}, 'passes'],
    ['blocks after a yes', {isApproved: true}, 'block signature-invalid'],
    ['passes where the policy observes', {mode: 'observe'}, 'passes'],
    ['passes where the rule is off', {rules: {'signature-invalid': 'off'}}, 'passes'],
  ])('that does not hold %s', async ([, given, expected]) => {
    expect((await looked({dist: forged, demanded: EVIL, ...given})).said).toBe(expected)
  })

  it('that does not hold is a line where policy notes it', async () => {
    const {said, troubles} = await looked({dist: forged, demanded: EVIL, rules: {'signature-invalid': 'note'}})
    expect(said).toBe('passes')
    expect(troubles).toEqual([expect.stringMatching(/^`foo@1\.1\.0` carries .*\(signature-invalid\)$/u)])
  })

  it('that is missing passes and asks for no keys, unless policy asks about what is unknown', async () => {
    const dist = {integrity: GOOD}
    expect(await looked({dist})).toMatchObject({said: 'passes', did: []})
    expect((await looked({dist, rules: {'facts-unknown': 'ask'}})).said).toBe('ask facts-unknown')
  })
})

describe('a release that passes because of how it says that it was built', () => {
  const PATH = '/-/npm/v1/attestations/foo@1.1.0'
  const young: Given = {at: daysAgo(4), fields: builtInPlace}
  const built = (more: object = {}) => ({
    [PATH]: sigstore.attestations({
      name: 'foo',
      version: '1.1.0',
      integrity: GOOD,
      repository: 'https://github.com/acme/foo',
      ...more,
    }),
  })

  test.for<readonly [string, Given, string]>([
    ['holds: passes', {documents: built()}, 'passes'],
    [
      'is of another repository: asked about',
      {documents: built({repository: 'https://github.com/eve/foo'})},
      'ask publisher-changed',
    ],
    ['is not there: asked about', {}, 'ask publisher-changed'],
    [
      'is of another content: blocked',
      {documents: built({integrity: EVIL})},
      'block signature-invalid,publisher-changed',
    ],
    ['is not asked for by the policy: passes', {rules: {'publisher-changed': 'off'}}, 'passes'],
    ['was let through by a person: passes', {isApproved: true}, 'passes'],
  ])('whose attestation %s', async ([, given, expected]) => {
    expect((await looked({...young, ...given})).said).toBe(expected)
  })

  it('is asked about where its registry does not tell its past any more', async () => {
    const later = {name: 'foo', versions: {'1.1.0': {version: '1.1.0', ...builtInPlace}}}
    expect((await looked({...young, documents: built(), later})).said).toBe('ask unclear')
  })

  it('is not looked into once it is old', async () => {
    expect((await looked({...young, at: daysAgo(15)})).did).toEqual(['keys'])
  })
})

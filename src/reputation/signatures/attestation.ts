// Checks the provenance attestation of a release: a Sigstore bundle around a SLSA statement, as npm makes it when a CI system
// publishes (npm documentation, "generating provenance statements"). Checked without a network, against the copy of Sigstore's
// trusted root that came with this program: what newer keys have signed is `unverified`, and is not called wrong.

import type {Attested} from '../../core/release.ts'
import {type AttestedRelease, provenanceBundles, subjectProblem} from './provenance-statement.ts'
import {parsedJson, type RegistryRequest} from './registry-request.ts'

/** `trustedRoot`: another one than ours. */
export async function askAttestation(
  request: RegistryRequest,
  release: AttestedRelease,
  trustedRoot?: unknown,
): Promise<Attested> {
  // Of the registry itself, whatever address the packument gives.
  const answer = await request(`/-/npm/v1/attestations/${release.name.replace('/', '%2f')}@${release.version}`)
  if (answer === undefined) return unverified('its registry did not show')
  if (answer.status !== 200) return unverified(`its registry did not show (${answer.status})`)
  return verifyAttestation(parsedJson(answer.text), release, trustedRoot)
}

export async function verifyAttestation(
  json: unknown,
  release: AttestedRelease,
  trustedRoot?: unknown,
): Promise<Attested> {
  const [bundle, ...more] = provenanceBundles(json)
  if (bundle === undefined) return unverified('its registry has not got')
  // Deny: of two stories about one build one is wrong.
  if (more.length > 0) return unverified('is one of several')
  const problem = subjectProblem(bundle, release)
  if (problem !== undefined) return {kind: 'invalid', reason: problem}
  const {verifyBundle} = await import('./verify-bundle.ts')
  return verifyBundle(bundle, trustedRoot)
}

function unverified(reason: string): Attested {
  return {kind: 'unverified', reason}
}

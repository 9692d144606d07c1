// Sigstore's own verification of a bundle: the certificate and its place in the certificate log, the entry in the transparency log,
// the signature. Loaded only when there is a bundle to check.

import {bundleFromJSON} from '@sigstore/bundle'
import {TrustedRoot} from '@sigstore/protobuf-specs'
import {toSignedEntity, toTrustMaterial, Verifier} from '@sigstore/verify'
import type {JsonObject} from '../../core/packument/json.ts'
import {comparableRepository} from '../../core/packument/repository-field.ts'
import type {Attested} from '../../core/release.ts'
import {sourceRepository} from './signer-identity.ts'
import ourTrustedRoot from './trusted-root.json' with {type: 'json'}

/** Failures that no key could mend: the certificate holds, and what it signed is something else. */
const CHANGED: ReadonlySet<string> = new Set(['SIGNATURE_ERROR', 'TLOG_BODY_ERROR'])

/** `trustedRoot`: in the form of Sigstore's `trusted_root.json`. */
export function verifyBundle(bundle: JsonObject, trustedRoot: unknown = ourTrustedRoot): Attested {
  const trustMaterial = toTrustMaterial(TrustedRoot.fromJSON(trustedRoot))
  try {
    const entity = toSignedEntity(bundleFromJSON(bundle))
    const {identity} = new Verifier(trustMaterial).verify(entity)
    const repository = sourceRepository(identity?.oids ?? [])
    const workflow = identity?.subjectAlternativeName
    // A person can have a certificate as well. It says who, and not where something was built.
    if (repository === undefined || workflow === undefined) {
      return {kind: 'unverified', reason: 'no CI system has signed'}
    }
    return {kind: 'verified', repository: comparableRepository(repository), workflow}
  } catch (error) {
    const {code} = error as {readonly code?: unknown}
    if (typeof code === 'string' && CHANGED.has(code)) {
      return {kind: 'invalid', reason: 'was changed after it was signed'}
    }
    return {kind: 'unverified', reason: 'does not hold against the keys that are known here'}
  }
}

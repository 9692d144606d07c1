// What checks the signatures of each registry, made once: reading a key takes longer than using it.

import type {RegistrySignature, SignatureCheck} from '../core/packument/signed-release.ts'
import {isKnownKey} from '../reputation/signatures/known-keys.ts'
import {signatureCheck} from '../reputation/signatures/signature-check.ts'
import type {KeySource} from './registry-keys.ts'

/** Without signatures: one that knows whether the registry has keys at all. */
export type CheckOf = (
  signatures: readonly RegistrySignature[] | undefined,
  registry: string,
) => Promise<SignatureCheck>

export function signatureChecks(keys: KeySource): CheckOf {
  const own = signatureCheck([])
  const made = new Map<string, Promise<SignatureCheck>>()
  return async (signatures, registry) => {
    // The registry is asked only where other keys than those that came with this program are needed.
    if (signatures?.every(({keyid}) => isKnownKey(keyid)) === true) return own
    const check = made.get(registry) ?? keys.of(registry).then(signatureCheck)
    made.set(registry, check)
    return check
  }
}

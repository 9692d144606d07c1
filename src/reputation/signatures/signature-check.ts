// Checks the signatures that a registry puts on releases, with Node's own ECDSA. What is signed is `name@version:integrity`: of the
// name and version that were asked for, and the integrity that the packument gives; npm holds the tarball against that.

import {createPublicKey, type KeyObject, verify} from 'node:crypto'
import type {RegistryKey} from '../../core/packument/registry-keys.ts'
import type {SignatureCheck, SignedRelease} from '../../core/packument/signed-release.ts'
import {KNOWN_KEYS} from './known-keys.ts'

interface UsableKey {
  readonly expires: number | undefined
  readonly object: KeyObject
}

/** `served`: the keys that the registry serves; none where it serves none, or was not asked. */
export function signatureCheck(served: readonly RegistryKey[]): SignatureCheck {
  // Known ones come last, and so stay.
  const keys = new Map([...served, ...KNOWN_KEYS].map((key) => [key.keyid, key]))
  const usable = new Map<string, UsableKey | undefined>()
  const keyFor = (keyid: string): UsableKey | undefined => {
    if (!usable.has(keyid)) usable.set(keyid, usableKey(keys.get(keyid)))
    return usable.get(keyid)
  }
  return {
    hasKeys: served.length > 0,
    holds(signed) {
      const known = signed.signatures.flatMap((signature) => {
        const key = keyFor(signature.keyid)
        return key === undefined ? [] : [{key, sig: signature.sig}]
      })
      return known.length === 0 ? undefined : known.every(({key, sig}) => isSignedBy(key, sig, signed))
    },
  }
}

function usableKey(key: RegistryKey | undefined): UsableKey | undefined {
  if (key === undefined) return undefined
  try {
    const object = createPublicKey({key: Buffer.from(key.key, 'base64'), format: 'der', type: 'spki'})
    const isRight = object.asymmetricKeyType === 'ec' && object.asymmetricKeyDetails?.namedCurve === 'prime256v1'
    return isRight ? {object, expires: key.expires} : undefined
  } catch {
    // What a registry calls a key may be anything.
    return undefined
  }
}

function isSignedBy({object, expires}: UsableKey, sig: string, signed: SignedRelease): boolean {
  const {name, version, integrity, publishedAt} = signed
  // Deny: whoever holds a key that its registry has put aside can sign with it still.
  if (expires !== undefined && publishedAt !== undefined && publishedAt >= expires) return false
  const text = Buffer.from(`${name}@${version}:${integrity}`)
  return verify('sha256', text, object, Buffer.from(sig, 'base64'))
}

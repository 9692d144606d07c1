// The keys that a registry signs with, as it serves them under `/-/npm/v1/keys` (npm documentation, "ECDSA registry signatures").

import type {Moment} from '../release.ts'
import {objectOf} from './json.ts'
import {parseMoment} from './moment.ts'

export interface RegistryKey {
  readonly keyid: string
  /** The public key (SubjectPublicKeyInfo, DER) in base64. */
  readonly key: string
  /** Nothing that was published later is signed with it. */
  readonly expires?: Moment
}

/** A registry has one or two, and keeps old ones. */
const MOST_KEYS = 50

/** What is no key for this kind of signature is passed over. Undefined for what is no list of keys. */
export function readRegistryKeys(json: unknown): readonly RegistryKey[] | undefined {
  const keys = objectOf(json)?.keys
  if (!Array.isArray(keys)) return undefined
  return keys.slice(0, MOST_KEYS).flatMap((one) => {
    const {keyid, key, keytype, expires} = objectOf(one) ?? {}
    const isEcdsa = keytype === undefined || keytype === 'ecdsa-sha2-nistp256'
    if (typeof keyid !== 'string' || typeof key !== 'string' || !isEcdsa) return []
    const end = parseMoment(expires)
    // Deny: an end that cannot be read may have come.
    if (end === undefined && expires !== undefined && expires !== null) return []
    return [{keyid, key, ...(end === undefined ? {} : {expires: end})}]
  })
}

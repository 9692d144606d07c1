// Whether a signature may be believed by somebody who knows one key: it is that key's, or that of a key which it leads to, each
// one signed by the one before.

import {isSignedBy, type PublicKey} from '../../system/ed25519.ts'
import {type Rotation, rotationMessage, type SignatureFile, signatureMessage} from './signature-file.ts'

export type SignatureCheck =
  /** `key` is the one that signed, and the one to know from now on. */
  | {readonly kind: 'genuine'; readonly key: PublicKey}
  /** It may be genuine, but nothing leads from the known key to the one that signed. */
  | {readonly kind: 'stranger'; readonly key: PublicKey}
  /** These bytes were not signed by the key that the file names. */
  | {readonly kind: 'forged'}

export function checkSignature(policy: Uint8Array, file: SignatureFile, known: PublicKey): SignatureCheck {
  const {key, signature, rotations} = file
  if (!isSignedBy(key, signatureMessage(policy), signature)) return {kind: 'forged'}
  return leadsTo(known, key, rotations) ? {kind: 'genuine', key} : {kind: 'stranger', key}
}

/** Whether true rotations lead from one key to the other. Each is looked at once, so that rings of them end. */
export function leadsTo(known: PublicKey, wanted: PublicKey, rotations: readonly Rotation[]): boolean {
  const reached = new Set([known])
  // A set hands out what is added while it is walked.
  for (const from of reached) {
    for (const rotation of rotations) {
      if (rotation.from !== from || reached.has(rotation.to)) continue
      if (isSignedBy(from, rotationMessage(rotation), rotation.signature)) reached.add(rotation.to)
    }
  }
  return reached.has(wanted)
}

// Signs a policy for a team: a valid one only, with a serial that grows, by a key to which the one before leads. What laptops would
// refuse is refused here, where it can be mended.

import {isOver} from '../../core/policy/day.ts'
import type {PolicyDocument} from '../../core/policy/schema.ts'
import {sha256} from '../../system/digest.ts'
import {fingerprintOf, type Signer} from '../../system/ed25519.ts'
import {leadsTo} from './signature-chain.ts'
import {MOST_ROTATIONS, type Rotation, rotationMessage, type SignatureFile, signatureMessage} from './signature-file.ts'

export interface ToSign {
  readonly policy: Uint8Array
  readonly document: PolicyDocument
  readonly signer: Signer
  /** The key before this one, which vouches for it. */
  readonly previous: Signer | undefined
  /** The signature that is beside the policy already. */
  readonly beside: SignatureFile | undefined
  /** In milliseconds since 1970. */
  readonly now: number
}

export type Signing =
  | {readonly kind: 'signed'; readonly file: SignatureFile; readonly notes: readonly string[]}
  | {readonly kind: 'refused'; readonly reason: string; readonly hint: string}

export function signPolicy({policy, document, signer, previous, beside, now}: ToSign): Signing {
  const {serial, expires} = document
  const digest = sha256(policy)
  const key = signer.publicKey
  if (serial === undefined) {
    return refused('it has no `serial`, so a laptop could not tell an older one from it', 'add the line `serial: 1`')
  }
  if (expires !== undefined && isOver(expires, now)) {
    return refused(`it ended on ${expires}`, 'set `expires` to a day that is yet to come')
  }
  const last = beside?.serial
  if (last !== undefined && beside?.digest !== digest && serial <= last) {
    return refused(`its serial is ${serial}, and ${last} was signed before`, `set \`serial: ${last + 1}\``)
  }
  if (previous?.publicKey === key) {
    return refused('both keys are the same', 'leave `--previous` away, or name the key before this one')
  }
  const rotations = previous === undefined ? [] : [rotationOf(previous, signer)]
  const known = (beside?.rotations ?? []).filter(
    (one) => !rotations.some(({from, to}) => one.from === from && one.to === to),
  )
  const all = [...known, ...rotations]
  const kept = all.slice(-MOST_ROTATIONS)
  if (beside !== undefined && !leadsTo(beside.key, key, kept)) {
    return refused(
      `it was signed by the key ${fingerprintOf(beside.key)} before, and nothing leads from it to ${fingerprintOf(key)}`,
      'name the key before this one with `--previous OLD.pem`; where it is lost, remove the old signature, and every laptop has to be enrolled anew',
    )
  }
  const signature = signer.sign(signatureMessage(policy))
  return {
    kind: 'signed',
    file: {key, serial, digest, signature, rotations: kept},
    notes: [
      ...(expires === undefined
        ? ['it has no `expires`: whoever can hold back newer ones can make a laptop keep it for ever']
        : []),
      ...(all.length > kept.length
        ? [`it has more than ${MOST_ROTATIONS} rotations: laptops that know the oldest key have to be enrolled anew`]
        : []),
    ],
  }
}

function rotationOf(previous: Signer, {publicKey: to}: Signer): Rotation {
  const from = previous.publicKey
  return {from, to, signature: previous.sign(rotationMessage({from, to}))}
}

function refused(reason: string, hint: string): Signing {
  return {kind: 'refused', reason, hint}
}

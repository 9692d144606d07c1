// The detached signature of a team's policy, `policy.yaml.sig`: JSON, schema `sallyport/signature/1`. What it says is not
// trusted; `signature-chain.ts` finds out whether it is true.

import {type PublicKey, readPublicKey} from '../../system/ed25519.ts'
import {LARGEST_SIGNATURE} from './enrolment.ts'

export interface SignatureFile {
  readonly key: PublicKey
  /** Of the policy's bytes by `key`, in base64. */
  readonly signature: string
  /** One key after another that signed before this one, each naming the next. */
  readonly rotations: readonly Rotation[]
  /** For whoever signs the next one; a laptop believes only what is in the policy. */
  readonly serial?: number
  /** SHA-256 of the policy, in hexadecimal; for the same reader. */
  readonly digest?: string
}

export interface Rotation {
  readonly from: PublicKey
  readonly to: PublicKey
  /** Of both keys by `from`, in base64. */
  readonly signature: string
}

/** More than anybody rotates keys; each costs a look at every other. */
export const MOST_ROTATIONS = 64

const SCHEMA = 'sallyport/signature/1'

export function signatureMessage(policy: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from('sallyport policy signature 1\n'), policy])
}

/** Begins with other words than what is signed of a policy, so that neither signature passes for the other. */
export function rotationMessage({from, to}: Pick<Rotation, 'from' | 'to'>): Uint8Array {
  return Buffer.from(`sallyport policy key rotation 1\n${from}\n${to}\n`)
}

export function printSignatureFile({key, signature, rotations, serial, digest}: SignatureFile): string {
  return `${JSON.stringify({schema: SCHEMA, key, serial, digest, signature, rotations}, null, 2)}\n`
}

export type SignatureReading =
  | {readonly kind: 'signature'; readonly file: SignatureFile}
  | {readonly kind: 'unreadable'; readonly reason: string}

/** `reason` is said of the file and repeats nothing of it. */
export function readSignatureFile(bytes: Uint8Array): SignatureReading {
  if (bytes.length > LARGEST_SIGNATURE) return unreadable(`it is larger than ${LARGEST_SIGNATURE} bytes`)
  const value = objectOf(Buffer.from(bytes).toString())
  if (value === undefined) return unreadable('it is no JSON object')
  if (value.schema !== SCHEMA) return unreadable(`it does not say \`"schema": "${SCHEMA}"\``)
  const key = keyOf(value.key)
  if (key === undefined || typeof value.signature !== 'string') return unreadable('it has no key and signature')
  const {rotations = []} = value
  if (!Array.isArray(rotations)) return unreadable('its rotations are no list')
  if (rotations.length > MOST_ROTATIONS) return unreadable(`it has more than ${MOST_ROTATIONS} rotations`)
  const read = rotations.map((one) => rotationOf(one))
  const known = read.filter((one) => one !== undefined)
  if (known.length < read.length) return unreadable('one of its rotations has not two keys and a signature')
  return {
    kind: 'signature',
    file: {
      key,
      signature: value.signature,
      rotations: known,
      ...(Number.isSafeInteger(value.serial) ? {serial: Number(value.serial)} : {}),
      ...(typeof value.digest === 'string' ? {digest: value.digest} : {}),
    },
  }
}

function rotationOf(value: unknown): Rotation | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const {from, to, signature} = value as Readonly<Record<string, unknown>>
  const keys = [keyOf(from), keyOf(to)]
  const [older, newer] = keys
  if (older === undefined || newer === undefined || typeof signature !== 'string') return undefined
  return {from: older, to: newer, signature}
}

function keyOf(value: unknown): PublicKey | undefined {
  return typeof value === 'string' ? readPublicKey(value) : undefined
}

function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined
  } catch {
    return undefined
  }
}

function unreadable(reason: string): SignatureReading {
  return {kind: 'unreadable', reason}
}

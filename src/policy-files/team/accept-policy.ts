// Whether what a source gave may come into force: signed by the key that is known or one that it leads to, a valid policy, not
// older than the one before, not ended. The signature comes first: what a stranger wrote is not even parsed.

import {isOver} from '../../core/policy/day.ts'
import type {PolicyDocument} from '../../core/policy/schema.ts'
import {sha256} from '../../system/digest.ts'
import {fingerprintOf, type PublicKey} from '../../system/ed25519.ts'
import {readPolicy} from '../read-policy.ts'
import {checkSignature} from './signature-chain.ts'
import {readSignatureFile} from './signature-file.ts'

export interface Offer {
  readonly policy: Uint8Array
  readonly signature?: Uint8Array
}

export interface Expectations {
  /** Undefined for a file that nobody signs. */
  readonly key: PublicKey | undefined
  /** The last one that was accepted from the same source. */
  readonly before: {readonly serial?: number; readonly policy: string} | undefined
  /** In milliseconds since 1970. */
  readonly now: number
  /** Where it will lie, for the places of its values. */
  readonly path: string
}

export type Acceptance =
  | {
      readonly kind: 'accepted'
      readonly document: PolicyDocument
      readonly lines: ReadonlyMap<string, number>
      readonly digest: string
      /** The key that signs by now. */
      readonly key?: PublicKey
    }
  /** Said of the source, with what to do. */
  | {readonly kind: 'refused'; readonly reason: string; readonly hint: string}

export function acceptPolicy(offer: Offer, {key, before, now, path}: Expectations): Acceptance {
  const signer = key === undefined ? undefined : signerOf(offer, key)
  if (signer?.kind === 'refused') return signer
  const read = readPolicy(offer.policy, path)
  if (read.kind === 'problems') return invalid(read.problems)
  const {document, lines} = read
  const digest = sha256(offer.policy)
  const stale = whyStale(document, {digest, before, isSigned: signer !== undefined, now})
  if (stale !== undefined) return stale
  return {kind: 'accepted', document, lines, digest, ...(signer === undefined ? {} : {key: signer.key})}
}

type Refused = Extract<Acceptance, {kind: 'refused'}>

function signerOf(
  {policy, signature}: Offer,
  known: PublicKey,
): {readonly kind: 'signer'; readonly key: PublicKey} | Refused {
  if (signature === undefined) {
    return refused('there is no signature beside it', 'its publisher signs it with `sallyport policy sign`')
  }
  const read = readSignatureFile(signature)
  if (read.kind === 'unreadable') return refused(`its signature cannot be read: ${read.reason}`, ASK)
  const check = checkSignature(policy, read.file, known)
  switch (check.kind) {
    case 'genuine':
      return {kind: 'signer', key: check.key}
    case 'forged':
      return refused('its signature is not of this file: one of the two was changed', ASK)
    case 'stranger':
      return refused(
        `it is signed by the key ${fingerprintOf(check.key)}, to which the key ${fingerprintOf(known)} that is known here does not lead`,
        'ask its publisher which key is right; if theirs is a new one, `sallyport policy add … --key KEY --replace` takes it',
      )
  }
}

const ASK = 'ask its publisher; nothing of it was taken'

function whyStale(
  {serial, expires}: PolicyDocument,
  {
    digest,
    before,
    isSigned,
    now,
  }: Pick<Expectations, 'before' | 'now'> & {readonly digest: string; readonly isSigned: boolean},
): Refused | undefined {
  if (serial === undefined && isSigned) {
    return refused(
      'it has no `serial`, so nobody could tell an older one from it',
      'its publisher adds `serial: 1` and signs it',
    )
  }
  const last = before?.serial
  if (last !== undefined && (serial === undefined || serial < last)) {
    return refused(`its serial is ${serial ?? 'missing'}, and ${last} was here before: an old one is served again`, ASK)
  }
  if (isSigned && last !== undefined && serial === last && digest !== before?.policy) {
    return refused(
      `it is another file with the serial ${last} that is here already`,
      'its publisher raises `serial` and signs it',
    )
  }
  if (expires !== undefined && isOver(expires, now)) {
    return refused(`it ended on ${expires}`, 'its publisher raises `expires` and `serial` and signs it')
  }
  return undefined
}

function invalid(problems: Extract<ReturnType<typeof readPolicy>, {kind: 'problems'}>['problems']): Refused {
  const [first] = problems
  const place = first?.position === undefined ? '' : `${first.position.line}:${first.position.column}: `
  const more = problems.length > 1 ? `, and ${problems.length - 1} more` : ''
  return refused(
    `it is no valid policy: ${place}${first?.message ?? ''}${more}`,
    'its publisher looks at it with `sallyport policy validate FILE`',
  )
}

function refused(reason: string, hint: string): Refused {
  return {kind: 'refused', reason, hint}
}

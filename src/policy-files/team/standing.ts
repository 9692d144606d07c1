// What is in place of a team's policy, for those who are going to change it. Only under the lock.

import {sha256} from '../../system/digest.ts'
import {type PublicKey, readPublicKey} from '../../system/ed25519.ts'
import type {TeamPlace} from '../../system/places.ts'
import type {Problem} from '../problem.ts'
import type {Enrolment, TeamRecord} from './enrolment.ts'
import {readTeamFile} from './team-file.ts'
import {isEnrolled, teamPaths} from './team-paths.ts'

export type Standing =
  | {readonly kind: 'none'}
  | {
      readonly kind: 'enrolled'
      readonly record: TeamRecord
      /** What the files are of, or should be. */
      readonly enrolment: Enrolment
      /** The key that signs by now; undefined for a file that nobody signs. */
      readonly key: PublicKey | undefined
      /** What is in force. Undefined where something of it is missing or was changed. */
      readonly files?: {readonly policy: Uint8Array; readonly signature?: Uint8Array}
    }
  /** The record itself is missing or not to be trusted: where the policy came from is not known. */
  | {readonly kind: 'problems'; readonly problems: readonly Problem[]}

export function standingAt(place: TeamPlace): Standing {
  if (!isEnrolled(place)) return {kind: 'none'}
  const file = readTeamFile(place)
  const {record} = file
  if (file.kind === 'problems' && record === undefined) return {kind: 'problems', problems: file.problems}
  if (record === undefined) return {kind: 'none'}
  const enrolment = file.kind === 'team' ? file.enrolment : (record.pending ?? record.current)
  const key = enrolment.key === undefined ? undefined : readPublicKey(enrolment.key)
  if (enrolment.key !== undefined && key === undefined) {
    // Deny: a record that names no usable key must not be taken for that of a file which nobody signs.
    const hint = 'sallyport policy add SOURCE --key KEY --replace'
    return {kind: 'problems', problems: [{path: teamPaths(place).record, message: 'names a key that is none', hint}]}
  }
  if (file.kind === 'problems') return {kind: 'enrolled', record, enrolment, key}
  const {content: policy, signature} = file
  const signed = signature === undefined ? {} : {signature}
  const digest = signature && sha256(signature)
  // Killed between two files: the signature beside the old policy is the new one, and so neither server has to be believed that
  // nothing has changed.
  const asItIs = digest === undefined ? enrolment : {...enrolment, signature: digest}
  const {etags: _, ...unasked} = asItIs
  return {
    kind: 'enrolled',
    record,
    enrolment: asItIs.signature === enrolment.signature ? enrolment : unasked,
    key,
    files: {policy, ...signed},
  }
}

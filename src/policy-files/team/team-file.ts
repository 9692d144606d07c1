// The team's policy as a judged command takes it: the very bytes that were accepted when they were fetched, told by their digest.
// No signature is checked here; that was done before they were put in place.

import type {TeamFacts} from '../../core/policy-age.ts'
import {sha256} from '../../system/digest.ts'
import type {TeamPlace} from '../../system/places.ts'
import {readTrustedFile, type TrustedFile} from '../../system/trusted-file.ts'
import {LARGEST_FILE, type Problem} from '../problem.ts'
import {
  type Enrolment,
  enrolmentInPlace,
  type Failure,
  LARGEST_RECORD,
  LARGEST_SIGNATURE,
  readRecord,
  type TeamRecord,
} from './enrolment.ts'
import {teamPaths} from './team-paths.ts'

/** The team's policy that is in force, beside what it says. */
export interface TeamInForce extends TeamFacts {
  readonly enrolment: Enrolment
  readonly attempted?: string
  readonly lastFailure?: Failure
}

export type TeamFile =
  | {
      readonly kind: 'team'
      readonly content: Buffer
      readonly digest: string
      /** Absent for a file that nobody signs. */
      readonly signature?: Buffer
      readonly record: TeamRecord
      readonly enrolment: Enrolment
    }
  /** `record` where that is what it should be, so that what is wrong can be mended from the source. */
  | {readonly kind: 'problems'; readonly problems: readonly Problem[]; readonly record?: TeamRecord}

/** Deny: whatever is missing of an enrolled policy or is not what was accepted, it may have said something that matters. */
export function readTeamFile(place: TeamPlace): TeamFile {
  let file = readOnce(place)
  // An update may have put its files in place between two of our looks; it is not at it for long.
  for (let look = 1; file.kind === 'problems' && look < MOST_LOOKS; look++) file = readOnce(place)
  return file
}

const MOST_LOOKS = 3

function readOnce(place: TeamPlace): TeamFile {
  const paths = teamPaths(place)
  const recorded = readPart(place, paths.record, LARGEST_RECORD)
  if (recorded.kind === 'refused') return {kind: 'problems', problems: recorded.refusals}
  const record = recorded.kind === 'absent' ? undefined : readRecord(recorded.content.toString())
  if (record === undefined) {
    const message =
      recorded.kind === 'absent' ? 'is missing, while other files of a team are there' : 'is no record of an enrolment'
    return {kind: 'problems', problems: [{path: paths.record, message, hint: 'sallyport policy add SOURCE --key KEY'}]}
  }
  const policy = readPart(place, paths.policy, LARGEST_FILE)
  const signature = isSigned(record) ? readPart(place, paths.signature, LARGEST_SIGNATURE) : undefined
  const problems = [...problemsOf(policy, paths.policy), ...problemsOf(signature, paths.signature)]
  if (problems.length > 0 || policy.kind !== 'content') return {kind: 'problems', problems, record}
  const digest = sha256(policy.content)
  const signed = signature?.kind === 'content' ? {signature: signature.content} : {}
  const enrolment = enrolmentInPlace(record, digest, signed.signature && sha256(signed.signature))
  if (enrolment !== undefined) return {kind: 'team', content: policy.content, digest, ...signed, record, enrolment}
  const isPolicy = [record.current, record.pending].some((one) => one?.policy === digest)
  const path = isPolicy ? paths.signature : paths.policy
  const message = 'is not the file of the team that was accepted: it was changed here'
  return {kind: 'problems', problems: [{path, message, hint: UPDATE}], record}
}

const UPDATE = 'sallyport policy update'

function problemsOf(part: TrustedFile | undefined, path: string): readonly Problem[] {
  if (part?.kind === 'refused') return part.refusals
  return part?.kind === 'absent'
    ? [{path, message: 'is missing, while the policy of a team is enrolled', hint: UPDATE}]
    : []
}

function isSigned({current, pending}: TeamRecord): boolean {
  return current.signature !== undefined || pending?.signature !== undefined
}

function readPart({folder, root}: TeamPlace, path: string, largest: number): TrustedFile {
  return readTrustedFile(path, {tree: folder, home: root, largest})
}

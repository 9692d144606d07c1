// Takes what a source gave, against what is in place by then, or says why not. Only under the lock.

import {sha256} from '../../system/digest.ts'
import type {PublicKey} from '../../system/ed25519.ts'
import type {Places} from '../../system/places.ts'
import {teamCacheKey, writeParsed} from '../parsed-cache.ts'
import type {Problem} from '../problem.ts'
import {acceptPolicy} from './accept-policy.ts'
import type {Enrolment} from './enrolment.ts'
import type {FetchedTeam} from './fetch-team.ts'
import {type Standing, standingAt} from './standing.ts'
import {placeTeam, writeTeamRecord} from './team-folder.ts'
import {teamPaths} from './team-paths.ts'
import type {TeamSource} from './team-source.ts'

export type TeamUpdate =
  | {
      readonly kind: 'enrolled' | 'updated' | 'same'
      readonly enrolment: Enrolment
      readonly before?: Enrolment
      readonly expires?: string
    }
  /** Nobody is enrolled. */
  | {readonly kind: 'none'}
  /** Another update asked a moment ago. */
  | {readonly kind: 'not-due'}
  /** Enrolled already, from elsewhere or with another key. */
  | {readonly kind: 'other'; readonly enrolment: Enrolment}
  | {readonly kind: 'problems'; readonly problems: readonly Problem[]}
  | TeamTrouble

/** Said of the source: `failed` where it did not answer, `refused` where what it gave may not come into force. */
export interface TeamTrouble {
  readonly kind: 'failed' | 'refused'
  readonly source: string
  readonly reason: string
  readonly hint?: string
  /** What is in force all the same. */
  readonly stays?: Enrolment
}

export interface Errand {
  readonly source: TeamSource
  /** What to believe where nothing is known yet; undefined for a file that nobody signs. */
  readonly key: PublicKey | undefined
  /** Whether it is about the enrolment in place, or puts a new one there. */
  readonly isNew: boolean
}

export interface Taking {
  readonly places: Places
  /** sallyport's own. */
  readonly version: string
  readonly now: () => number
}

export type Enrolled = Extract<Standing, {kind: 'enrolled'}>

/** Letters of a failure that are remembered: a source may have much to say. */
const LONGEST_REASON = 500

export function isOf({enrolment}: Enrolled, {text}: TeamSource, key: PublicKey | undefined): boolean {
  return enrolment.source === text && (enrolment.key === undefined) === (key === undefined)
}

export function knows({key, enrolledKey}: Enrolment, wanted: PublicKey | undefined): boolean {
  return wanted === key || wanted === enrolledKey
}

/** Accepts what was fetched against what is in place by now, and puts it there. */
export function takeOffer(
  fetched: Exclude<FetchedTeam, {kind: 'failed'}>,
  {source, key, isNew}: Errand,
  {places, version, now}: Taking,
): TeamUpdate {
  const failed = (reason: string): TeamUpdate => ({kind: 'failed', source: source.text, reason, hint: 'try again'})
  const standing = standingAt(places.team)
  const isKnown =
    standing.kind === 'enrolled' && isOf(standing, source, key) && (!isNew || knows(standing.enrolment, key))
  const before = isKnown ? standing : undefined
  if (before === undefined && !isNew) return failed('the enrolment was changed while it was fetched')
  const offer = fetched.kind === 'unchanged' ? before?.files : fetched
  if (offer === undefined) return failed('it says that nothing has changed, but the files are gone')
  const accepted = acceptPolicy(offer, {
    key: before === undefined ? key : before.key,
    before: before?.enrolment,
    now: now(),
    path: teamPaths(places.team).policy,
  })
  if (accepted.kind === 'refused') return {...accepted, source: source.text}

  const {document, digest} = accepted
  const {policy, signature} = offer
  const etags = fetched.kind === 'unchanged' ? before?.enrolment.etags : fetched.etags
  const enrolledKey = before === undefined ? key : before.enrolment.enrolledKey
  const enrolment: Enrolment = {
    source: source.text,
    ...(enrolledKey === undefined ? {} : {enrolledKey}),
    ...(accepted.key === undefined ? {} : {key: accepted.key}),
    ...(document.serial === undefined ? {} : {serial: document.serial}),
    policy: digest,
    ...(accepted.key === undefined || signature === undefined ? {} : {signature: sha256(signature)}),
    ...(etags === undefined ? {} : {etags}),
    enrolled: before?.enrolment.enrolled ?? iso(now()),
    checked: iso(now()),
  }
  const expires = document.expires === undefined ? {} : {expires: document.expires}
  const last = before?.enrolment
  const isSame = before?.files !== undefined && last?.policy === digest && last.signature === enrolment.signature
  if (isSame) {
    writeTeamRecord(places.team, {current: enrolment})
    return {kind: 'same', enrolment, ...expires}
  }
  const files = {
    enrolment,
    policy,
    ...(enrolment.signature === undefined || signature === undefined ? {} : {signature}),
  }
  const record = standing.kind === 'enrolled' ? {current: standing.enrolment} : undefined
  placeTeam(places.team, files, record)
  // So that the next command need not parse it.
  writeParsed(teamCacheKey({digest, version}, places.team), accepted)
  return last === undefined
    ? {kind: 'enrolled', enrolment, ...expires}
    : {kind: 'updated', enrolment, before: last, ...expires}
}

/** For `policy show` and `doctor`. Only under the lock. */
export function remembered(trouble: TeamTrouble, {places, now}: Taking): TeamTrouble {
  const standing = standingAt(places.team)
  if (standing.kind !== 'enrolled' || standing.enrolment.source !== trouble.source) return trouble
  const reason = trouble.reason.slice(0, LONGEST_REASON)
  writeTeamRecord(places.team, {...standing.record, lastFailure: {time: iso(now()), reason}})
  return standing.files === undefined ? trouble : {...trouble, stays: standing.enrolment}
}

function iso(time: number): string {
  return new Date(time).toISOString()
}

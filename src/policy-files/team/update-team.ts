// Enrols in a team's policy, and brings an enrolled one up to date: fetched without a lock, then accepted and written under it,
// against whatever is in place by then. Whatever fails, what is in force stays, and the failure is remembered.

import {sha256} from '../../system/digest.ts'
import type {PublicKey} from '../../system/ed25519.ts'
import type {Places} from '../../system/places.ts'
import {teamCacheKey, writeParsed} from '../parsed-cache.ts'
import type {Problem} from '../problem.ts'
import {acceptPolicy} from './accept-policy.ts'
import {clearClaims} from './claim-refresh.ts'
import type {Enrolment} from './enrolment.ts'
import {type FetchedTeam, type FetchSettings, fetchTeam} from './fetch-team.ts'
import {type Standing, standingAt} from './standing.ts'
import {locked, placeTeam, writeTeamRecord} from './team-folder.ts'
import {teamPaths} from './team-paths.ts'
import {readTeamSource, type TeamSource} from './team-source.ts'

export interface UpdateSettings extends Pick<FetchSettings, 'environment' | 'idle' | 'total'> {
  readonly places: Places
  /** sallyport's own. */
  readonly version: string
  readonly now: () => number
}

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

interface Errand {
  readonly source: TeamSource
  /** What to believe where nothing is known yet; undefined for a file that nobody signs. */
  readonly key: PublicKey | undefined
  /** Whether it is about the enrolment in place, or puts a new one there. */
  readonly isNew: boolean
}

type Enrolled = Extract<Standing, {kind: 'enrolled'}>

/** Milliseconds within which a second update in the background would only ask the same again. */
const RETRY_AFTER = 30 * 60_000
/** Letters of a failure that are remembered: a source may have much to say. */
const LONGEST_REASON = 500

/** Throws `TeamFolderError`. */
export async function updateTeam(settings: UpdateSettings, isInBackground: boolean): Promise<TeamUpdate> {
  const {places, now} = settings
  const standing = await locked(places.team, (): Standing | {readonly kind: 'not-due'} => {
    const found = standingAt(places.team)
    if (found.kind !== 'enrolled') return found
    clearClaims(places.team, now())
    const last = [found.record.attempted, found.enrolment.checked].map((time) => now() - Date.parse(time ?? ''))
    if (isInBackground && last.some((since) => since >= 0 && since < RETRY_AFTER)) return {kind: 'not-due'}
    writeTeamRecord(places.team, {...found.record, attempted: iso(now())})
    return found
  })
  if (standing.kind !== 'enrolled') return standing
  const {enrolment, key} = standing
  const read = readTeamSource(enrolment.source, '/')
  if (read.kind === 'wrong') return {kind: 'failed', source: enrolment.source, reason: read.reason, hint: read.hint}
  return run({source: read.source, key, isNew: false}, standing, settings)
}

export interface Enrolling {
  readonly source: TeamSource
  /** Undefined for a file that nobody signs. */
  readonly key: PublicKey | undefined
  /** Whether it may take the place of another enrolment. */
  readonly replace: boolean
}

/** Throws `TeamFolderError`. */
export async function addTeam({source, key, replace}: Enrolling, settings: UpdateSettings): Promise<TeamUpdate> {
  const standing = await locked(settings.places.team, () => standingAt(settings.places.team))
  // Without a readable record nothing is in force that could be lost.
  if (standing.kind !== 'enrolled') return run({source, key, isNew: true}, undefined, settings)
  const isSameSource = isOf(standing, source, key)
  if (isSameSource && knows(standing.enrolment, key)) return run({source, key, isNew: false}, standing, settings)
  if (replace) return run({source, key, isNew: true}, undefined, settings)
  if (!isSameSource) return {kind: 'other', enrolment: standing.enrolment}
  // The key that was given may be the one to which the known one leads.
  const update = await run({source, key, isNew: false}, standing, settings)
  return 'enrolment' in update && !knows(update.enrolment, key) ? {kind: 'other', enrolment: update.enrolment} : update
}

function isOf({enrolment}: Enrolled, {text}: TeamSource, key: PublicKey | undefined): boolean {
  return enrolment.source === text && (enrolment.key === undefined) === (key === undefined)
}

function knows({key, enrolledKey}: Enrolment, wanted: PublicKey | undefined): boolean {
  return wanted === key || wanted === enrolledKey
}

async function run(errand: Errand, before: Enrolled | undefined, settings: UpdateSettings): Promise<TeamUpdate> {
  const {environment, idle, total, places} = settings
  const {source} = errand
  const key = before === undefined ? errand.key : before.key
  const fetched = await fetchTeam(source, {
    environment,
    home: places.home,
    idle,
    total,
    isSigned: key !== undefined,
    known: before?.files === undefined ? undefined : before.enrolment.etags,
  })
  return locked(places.team, () => {
    const result: TeamUpdate =
      fetched.kind === 'failed' ? {...fetched, source: source.text} : take(fetched, errand, settings)
    return result.kind === 'failed' || result.kind === 'refused' ? remembered(result, settings) : result
  })
}

/** Accepts what was fetched against what is in place by now, and puts it there. */
function take(
  fetched: Exclude<FetchedTeam, {kind: 'failed'}>,
  {source, key, isNew}: Errand,
  {places, version, now}: UpdateSettings,
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
function remembered(trouble: TeamTrouble, {places, now}: UpdateSettings): TeamTrouble {
  const standing = standingAt(places.team)
  if (standing.kind !== 'enrolled' || standing.enrolment.source !== trouble.source) return trouble
  const reason = trouble.reason.slice(0, LONGEST_REASON)
  writeTeamRecord(places.team, {...standing.record, lastFailure: {time: iso(now()), reason}})
  return standing.files === undefined ? trouble : {...trouble, stays: standing.enrolment}
}

function iso(time: number): string {
  return new Date(time).toISOString()
}

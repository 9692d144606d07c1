// Enrols in a team's policy, and brings an enrolled one up to date: fetched without a lock, then accepted and written under it,
// against whatever is in place by then. Whatever fails, what is in force stays, and the failure is remembered.

import type {PublicKey} from '../../system/ed25519.ts'
import {clearClaims} from './claim-refresh.ts'
import {type FetchSettings, fetchTeam} from './fetch-team.ts'
import {type Standing, standingAt} from './standing.ts'
import {
  type Enrolled,
  type Errand,
  isOf,
  knows,
  remembered,
  type Taking,
  type TeamUpdate,
  takeOffer,
} from './take-offer.ts'
import {locked, writeTeamRecord} from './team-folder.ts'
import {readTeamSource, type TeamSource} from './team-source.ts'

export interface UpdateSettings extends Taking, Pick<FetchSettings, 'environment' | 'idle' | 'total'> {}

/** Milliseconds within which a second update in the background would only ask the same again. */
const RETRY_AFTER = 30 * 60_000

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
      fetched.kind === 'failed' ? {...fetched, source: source.text} : takeOffer(fetched, errand, settings)
    return result.kind === 'failed' || result.kind === 'refused' ? remembered(result, settings) : result
  })
}

function iso(time: number): string {
  return new Date(time).toISOString()
}

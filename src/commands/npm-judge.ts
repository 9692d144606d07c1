// Who judges versions for the gateway: the policy in force, the names that are known, and what the feeds have.

import type {Unclear} from '../core/invocation.ts'
import {judgeName} from '../core/names/judge-name.ts'
import {withOwner} from '../core/names/used-scopes.ts'
import type {PackumentJudge} from '../gateway/packument-judge.ts'
import {type AdvisoriesOf, type KnownAdvisories, policyJudge} from '../gateway/policy-judge.ts'
import type {SilentSource} from '../reputation/cache/advisory-source.ts'
import {isFeedExpected} from '../reputation/cache/place.ts'
import type {NpmMemory} from './npm-memory.ts'
import type {Trip} from './trip.ts'

/** As much of a trip as judging needs. */
type JudgedTrip = Pick<Trip, 'policy' | 'policyDigest' | 'names'> & {
  readonly decision: Pick<Trip['decision'], 'silentSources'>
  readonly edge: Pick<Trip['edge'], 'now'> & {readonly places: Pick<Trip['edge']['places'], 'cache'>}
}

export async function npmJudge(
  {policy, policyDigest, names, decision, edge}: JudgedTrip,
  memory: Pick<NpmMemory, 'opening'>,
): Promise<PackumentJudge> {
  const isSilenceKnown = decision.silentSources.includes('advisories')
  const feed = await npmFeed(edge.places.cache, memory, isSilenceKnown)
  return policyJudge({
    policy,
    // The version of what a judged packument looks like; the feed's checking times do not matter, its content does.
    state: `gateway-1 ${policyDigest} ${feed.state}`,
    advisoriesOf: feed.advisoriesOf,
    nameOf: (name) => withOwner(judgeName(name, names), name, names),
    now: edge.now(),
  })
}

interface NpmFeed {
  readonly state: string
  readonly advisoriesOf: AdvisoriesOf
}

/** Nothing of a database is loaded where nobody ever took a feed. `isSilenceKnown`: the command was judged without it. */
async function npmFeed(folder: string, memory: Pick<NpmMemory, 'opening'>, isSilenceKnown: boolean): Promise<NpmFeed> {
  const none: NpmFeed = {state: 'none', advisoriesOf: () => ({kind: 'none'})}
  if (!isFeedExpected(folder, 'npm')) return none
  const {advisorySource} = await import('../reputation/cache/reputation.ts')
  const opening = await memory.opening()
  const source = advisorySource(opening, folder, 'npm')
  if (opening.kind !== 'open' || source.kind !== 'feed') {
    // That it is silent the person was asked about already, before the tool was started.
    if (isSilenceKnown || source.kind !== 'silent') return {...none, state: source.kind}
    // Deny: it answered when the command was judged, or nobody asked it; what it would say of the tree is not known.
    return {...none, state: source.kind, advisoriesOf: () => silence(source)}
  }
  return {
    state: opening.reputation.feedState('npm'),
    advisoriesOf: (name) => {
      const about = source.about(name)
      return about.kind === 'known' ? {kind: 'known', of: (version) => about.of(version)} : silence(about)
    },
  }
}

function silence({reason}: SilentSource): Extract<KnownAdvisories, {kind: 'silent'}> {
  const unclear: Unclear = {message: `is not judged by advisories: ${reason}`}
  return {kind: 'silent', unclear}
}

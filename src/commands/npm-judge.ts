// Who judges versions for the gateway: the policy in force, the names that are known, and what the feeds have.

import type {Unclear} from '../core/invocation.ts'
import {judgeName} from '../core/names/judge-name.ts'
import type {PackumentJudge} from '../gateway/packument-judge.ts'
import {type AdvisoriesOf, policyJudge} from '../gateway/policy-judge.ts'
import {isFeedExpected} from '../reputation/cache/place.ts'
import type {NpmMemory} from './npm-memory.ts'
import type {Trip} from './trip.ts'

export async function npmJudge({policy, policyDigest, names, edge}: Trip, memory: NpmMemory): Promise<PackumentJudge> {
  const feed = await npmFeed(edge.places.cache, memory)
  return policyJudge({
    policy,
    // The version of what a judged packument looks like; the feed's checking times do not matter, its content does.
    state: `gateway-1 ${policyDigest} ${feed.state}`,
    advisoriesOf: feed.advisoriesOf,
    nameOf: (name) => judgeName(name, names),
    now: edge.now(),
  })
}

interface NpmFeed {
  readonly state: string
  readonly advisoriesOf: AdvisoriesOf
}

/** Nothing of a database is loaded where nobody ever took a feed. */
async function npmFeed(folder: string, memory: NpmMemory): Promise<NpmFeed> {
  const none: NpmFeed = {state: 'none', advisoriesOf: () => ({kind: 'none'})}
  if (!isFeedExpected(folder, 'npm')) return none
  const {advisorySource} = await import('../reputation/cache/reputation.ts')
  const opening = await memory.opening()
  const source = advisorySource(opening, folder, 'npm')
  // That a feed is silent the person was asked about already, before the tool was started.
  if (opening.kind !== 'open' || source.kind !== 'feed') return {...none, state: source.kind}
  const {reputation} = opening
  return {
    state: reputation.feedState('npm'),
    advisoriesOf: (name) => {
      const about = source.about(name)
      if (about.kind === 'known') return {kind: 'known', of: (version) => about.of(version)}
      const unclear: Unclear = {message: `is not judged by advisories: ${about.reason}`}
      return {kind: 'silent', unclear}
    },
  }
}

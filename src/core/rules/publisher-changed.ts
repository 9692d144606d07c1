import type {Moment, PublisherTurn, Release, ReleaseFacts} from '../release.ts'
import {isWithin, isYounger} from '../release-age.ts'
import {passingSuggestion} from './other-version.ts'
import {accountText, agoText, inVersion} from './release-text.ts'
import type {Rule, RuleContext} from './rule.ts'
import {daysFor} from './rule-parameters.ts'

export const publisherChanged: Rule = {
  code: 'publisher-changed',
  meaning: 'somebody who never published the package before has begun to: an account was added, or taken over',
  needs: 'release',
  onlyYoung: 'known',
  missing(facts, {policy, now}) {
    const young = isYounger(facts, daysFor(policy, 'publisher-changed'), now)
    if (young === undefined) return 'when it was published'
    return young && facts.release.publisher === undefined ? 'who published it' : undefined
  },
  judge(artifact, evidence, {policy, now}) {
    const facts = evidence.release
    const days = daysFor(policy, 'publisher-changed')
    // Where nobody says when it was published, most of what is found would be years old: `facts-unknown` speaks then.
    if (facts === undefined || isYounger(facts, days, now) !== true) return undefined
    const {release} = facts
    const turn = recentTurn(facts, days, now)
    const since = turn?.first.publishedAt
    if (turn === undefined || since === undefined || isBuiltInPlace(release, turn)) return undefined
    const who = accountText(release.publisher ?? '')
    const others = turn.earlierPublishers.map(accountText).join(', ')
    return {
      message: `was published by ${who}${inVersion(artifact, release)}, who first did so ${agoText(since, now)}; before that by ${others}`,
      suggestions: passingSuggestion(artifact, evidence),
    }
  },
}

/** Whether the rule is silent only because of how the release says that it was built: worth checking, then (`attested`). */
export function restsOnProvenance(facts: ReleaseFacts, {policy, now}: Pick<RuleContext, 'policy' | 'now'>): boolean {
  const days = daysFor(policy, 'publisher-changed')
  if (facts.release.hasProvenance !== true || isYounger(facts, days, now) !== true) return false
  const turn = recentTurn(facts, days, now)
  return turn !== undefined && isBuiltInPlace(facts.release, turn)
}

function recentTurn({publisherTurn}: ReleaseFacts, days: number, now: Moment): PublisherTurn | undefined {
  const since = publisherTurn?.first.publishedAt
  return since !== undefined && isWithin(since, days, now) ? publisherTurn : undefined
}

/**
 * Built from the repository that it was always built from, as the registry has checked: the release came out of a CI system, and
 * its account says nothing. Whoever took over an account cannot have that without taking over the repository as well.
 */
function isBuiltInPlace({hasProvenance, repository, attested}: Release, {before}: PublisherTurn): boolean {
  if (hasProvenance !== true || repository === undefined || repository !== before.repository) return false
  // Where the attestation was checked, what it says counts, and not what the registry says of it.
  return attested === undefined || (attested.kind === 'verified' && attested.repository === repository)
}

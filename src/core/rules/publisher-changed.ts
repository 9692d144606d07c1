import type {PublisherTurn, Release} from '../release.ts'
import {isWithin, isYounger} from '../release-age.ts'
import {passingSuggestion} from './other-version.ts'
import {accountText, agoText, inVersion} from './release-text.ts'
import type {Rule} from './rule.ts'
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
    const {release, publisherTurn: turn} = facts
    const since = turn?.first.publishedAt
    if (turn === undefined || since === undefined || !isWithin(since, days, now)) return undefined
    if (isBuiltInPlace(release, turn)) return undefined
    const who = accountText(release.publisher ?? '')
    const others = turn.earlierPublishers.map(accountText).join(', ')
    return {
      message: `was published by ${who}${inVersion(artifact, release)}, who first did so ${agoText(since, now)}; before that by ${others}`,
      suggestions: passingSuggestion(artifact, evidence),
    }
  },
}

/**
 * Built from the repository that it was always built from, as the registry has checked: the release came out of a CI system, and
 * its account says nothing. Whoever took over an account cannot have that without taking over the repository as well.
 */
function isBuiltInPlace({hasProvenance, repository}: Release, {before}: PublisherTurn): boolean {
  return hasProvenance === true && repository !== undefined && repository === before.repository
}

import {isWithin, isYounger} from '../release-age.ts'
import {passingSuggestion} from './other-version.ts'
import {inVersion, versionText} from './release-text.ts'
import type {Rule} from './rule.ts'
import {daysFor} from './rule-parameters.ts'

export const provenanceLost: Rule = {
  code: 'provenance-lost',
  meaning: 'a recent release does not say how it was built, and those before it did: it may have left by another door',
  needs: 'release',
  onlyYoung: 'known',
  missing: (facts, {policy, now}) =>
    isYounger(facts, daysFor(policy, 'provenance-lost'), now) === undefined ? 'when it was published' : undefined,
  judge(artifact, evidence, {policy, now}) {
    const facts = evidence.release
    const days = daysFor(policy, 'provenance-lost')
    if (facts === undefined || isYounger(facts, days, now) !== true) return undefined
    const turn = facts.provenanceTurn
    if (turn === undefined) return undefined
    const {publishedAt} = turn.first
    if (publishedAt !== undefined && !isWithin(publishedAt, days, now)) return undefined
    const before = versionText(turn.before.version)
    return {
      message: `does not say how it was built${inVersion(artifact, facts.release)}, as ${before} and releases before it did`,
      suggestions: passingSuggestion(artifact, evidence),
    }
  },
}

import {counted} from '../age-text.ts'
import {isYounger} from '../release-age.ts'
import {passingSuggestion} from './other-version.ts'
import {agoText, inVersion} from './release-text.ts'
import type {Rule} from './rule.ts'
import {daysFor} from './rule-parameters.ts'

export const tooNew: Rule = {
  code: 'too-new',
  meaning: 'the version was published a moment ago: nobody has had the time to look at it',
  needs: 'release',
  onlyYoung: 'known',
  missing: (facts, {policy, now}) =>
    isYounger(facts, daysFor(policy, 'too-new'), now) === undefined ? 'when it was published' : undefined,
  judge(artifact, evidence, {policy, now}) {
    const days = daysFor(policy, 'too-new')
    const facts = evidence.release
    if (facts === undefined || isYounger(facts, days, now) !== true) return undefined
    const ago = agoText(facts.release.publishedAt ?? now, now)
    const message = `was published ${ago}${inVersion(artifact, facts.release)}; the policy waits ${counted(days, 'day')}`
    return {message, suggestions: passingSuggestion(artifact, evidence)}
  },
}

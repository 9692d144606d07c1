import {counted, DAY, spanText} from '../age-text.ts'
import type {Moment, Silence} from '../release.ts'
import {isWithin, isYounger} from '../release-age.ts'
import {passingSuggestion} from './other-version.ts'
import {agoText, inVersion} from './release-text.ts'
import type {Rule} from './rule.ts'
import {daysFor, dormantDaysFor} from './rule-parameters.ts'

export const dormantThenActive: Rule = {
  code: 'dormant-then-active',
  meaning:
    'a recent release of a package that had none for long: nobody waits for it, and its account may be forgotten',
  needs: 'release',
  onlyYoung: 'known',
  missing: (facts, {policy, now}) =>
    isYounger(facts, daysFor(policy, 'dormant-then-active'), now) === undefined ? 'when it was published' : undefined,
  judge(artifact, evidence, {policy, now}) {
    const facts = evidence.release
    const days = daysFor(policy, 'dormant-then-active')
    if (facts === undefined || isYounger(facts, days, now) !== true) return undefined
    const silence = recentSilence(facts.silences ?? [], dormantDaysFor(policy, 'dormant-then-active') * DAY, days, now)
    if (silence === undefined) return undefined
    const ago = agoText(facts.release.publishedAt ?? now, now)
    const after = `${spanText(silence)} without a release`
    return {
      message: `was published ${ago}${inVersion(artifact, facts.release)}, after ${after}; the policy waits ${counted(days, 'day')}`,
      suggestions: passingSuggestion(artifact, evidence),
    }
  },
}

/**
 * How long the silence was that a release of the last `days` ended, where it was long enough. Releases that follow at once share it:
 * the second of a burst is no better than the first.
 */
function recentSilence(silences: readonly Silence[], longest: number, days: number, now: Moment): number | undefined {
  const silence = silences.find(({from, to}) => to - from >= longest)
  return silence !== undefined && isWithin(silence.to, days, now) ? silence.to - silence.from : undefined
}

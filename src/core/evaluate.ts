// Decides what becomes of a command: every rule over every artifact, the policy's action for each finding, the strictest
// wins. It opens nothing and asks nobody; the same values in give the same decision out.

import type {Ecosystem} from './artifact.ts'
import {judgeDataAge} from './data-age.ts'
import type {Decision, Finding, JudgedUnclear, Verdict} from './decision.ts'
import type {Gathered} from './evidence.ts'
import type {ConfiguredSource, Unclear} from './invocation.ts'
import {judgeArtifact} from './judge-artifact.ts'
import {type EcosystemPolicy, type Policy, settingFor} from './policy/policy.ts'
import {judgePolicyAge, type TeamFacts} from './policy-age.ts'
import {SourcePlaces} from './rules/source-places.ts'
import {strictestOf, verdictOf} from './strictest.ts'

export interface Judgeable {
  readonly ecosystem: Ecosystem
  readonly gathered: readonly Gathered[]
  readonly unclear: readonly Unclear[]
  readonly sources: readonly ConfiguredSource[]
  /** Absent where no team's policy is enrolled. */
  readonly team?: TeamFacts
  /** When the evidence was gathered, where that is another time than now: by it things are old or new. */
  readonly gatheredAt?: number
}

/** `now`: milliseconds since 1970, by which exceptions end. */
export function evaluate(judgeable: Judgeable, whole: Policy, now: number): Decision {
  const {ecosystem, gathered, unclear, sources, team, gatheredAt = now} = judgeable
  const policy = whole.ecosystems[ecosystem]
  const context = {policy, sources, places: new SourcePlaces(sources), now: gatheredAt}
  const artifacts = gathered.map((one) => judgeArtifact(one, context, {excusedAt: now}))
  const indexDates = gathered.flatMap(({evidence}) => evidence.indexDate ?? []).sort()
  const feedDates = gathered.flatMap(({evidence}) => evidence.feedDate ?? []).sort()
  const dataAge = judgeDataAge({indexDate: indexDates[0], feedDate: feedDates[0]}, whole, gatheredAt)
  const policyAge = team === undefined ? undefined : judgePolicyAge(team, whole, now)
  const judgedUnclear = [
    ...unclear.map((one) => judgeUnclear(one, policy)),
    ...dataAge,
    ...(policyAge === undefined ? [] : [policyAge]),
  ]
  const strictest = strictestOf([...artifacts, ...judgedUnclear].map(({verdict}) => verdict))
  const isOnlyUnclear = strictest === 'ask' && artifacts.every(({verdict}) => verdict === 'allow')
  const verdict: Verdict = isOnlyUnclear ? 'unclear' : strictest
  return {
    ecosystem,
    ...(policy.mode.value === 'observe'
      ? {verdict: 'allow', observed: {verdict, origin: policy.mode.origin}}
      : {verdict}),
    artifacts,
    unclear: judgedUnclear,
    sources,
    silentSources: [...new Set(gathered.flatMap(({evidence}) => evidence.silent))],
    data: {indexDate: indexDates[0] ?? null, feedDate: feedDates[0] ?? null},
  }
}

function judgeUnclear(unclear: Unclear, policy: EcosystemPolicy): JudgedUnclear {
  const {action, origin} = settingFor(policy, 'unclear')
  if (action === 'off') return {unclear, verdict: 'allow', finding: undefined}
  const finding: Finding = {code: 'unclear', severity: action, message: unclear.message, origin}
  return {unclear, verdict: verdictOf([finding]), finding}
}

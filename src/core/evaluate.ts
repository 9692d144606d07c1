// Decides what becomes of a command: every rule over every artifact, the policy's action for each finding, the strictest
// wins. It opens nothing and asks nobody; the same values in give the same decision out.

import type {Ecosystem} from './artifact.ts'
import {judgeDataAge} from './data-age.ts'
import type {Decision, Finding, JudgedUnclear, Verdict} from './decision.ts'
import type {Gathered} from './evidence.ts'
import type {ConfiguredSource, Unclear} from './invocation.ts'
import {judgeArtifact} from './judge-artifact.ts'
import {type EcosystemPolicy, type Policy, settingFor} from './policy/policy.ts'
import {strictestOf, verdictOf} from './strictest.ts'

export interface Judgeable {
  readonly ecosystem: Ecosystem
  readonly gathered: readonly Gathered[]
  readonly unclear: readonly Unclear[]
  readonly sources: readonly ConfiguredSource[]
}

/** `now`: milliseconds since 1970, by which exceptions end. */
export function evaluate({ecosystem, gathered, unclear, sources}: Judgeable, whole: Policy, now: number): Decision {
  const policy = whole.ecosystems[ecosystem]
  const artifacts = gathered.map((one) => judgeArtifact(one, {policy, sources, now}))
  const indexDates = gathered.flatMap(({evidence}) => evidence.indexDate ?? []).sort()
  const feedDates = gathered.flatMap(({evidence}) => evidence.feedDate ?? []).sort()
  const dataAge = judgeDataAge(indexDates[0], whole, now)
  const judgedUnclear = [
    ...unclear.map((one) => judgeUnclear(one, policy)),
    ...(dataAge === undefined ? [] : [dataAge]),
  ]
  const strictest = strictestOf([...artifacts, ...judgedUnclear].map(({verdict}) => verdict))
  const isOnlyUnclear = strictest === 'ask' && artifacts.every(({verdict}) => verdict === 'allow')
  const verdict: Verdict = isOnlyUnclear ? 'unclear' : strictest
  return {
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

// Decides what becomes of a command: every rule over every artifact, the policy's action for each finding, the strictest
// wins. It opens nothing and asks nobody; the same values in give the same decision out.

import type {Artifact, Ecosystem} from './artifact.ts'
import {judgeDataAge} from './data-age.ts'
import type {
  Action,
  ArtifactVerdict,
  Decision,
  Finding,
  JudgedArtifact,
  JudgedUnclear,
  Suggestion,
  Verdict,
} from './decision.ts'
import type {Gathered} from './evidence.ts'
import type {ConfiguredSource, Unclear} from './invocation.ts'
import {excuseFindings} from './policy/excuses.ts'
import {type EcosystemPolicy, type Policy, settingFor} from './policy/policy.ts'
import {judgePolicyAge, type TeamFacts} from './policy-age.ts'
import {allRules} from './rules/all-rules.ts'
import type {RuleContext} from './rules/rule.ts'
import {SourcePlaces} from './rules/source-places.ts'

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
  const context: RuleContext = {policy, sources, places: new SourcePlaces(sources)}
  const artifacts = gathered.map((one) => judgeArtifact(one, context, now))
  const indexDates = gathered.flatMap(({evidence}) => evidence.indexDate ?? []).sort()
  const dataAge = judgeDataAge(indexDates[0], whole, gatheredAt)
  const policyAge = team === undefined ? undefined : judgePolicyAge(team, whole, now)
  const judgedUnclear = [
    ...unclear.map((one) => judgeUnclear(one, policy)),
    ...(dataAge === undefined ? [] : [dataAge]),
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
    data: {indexDate: indexDates[0] ?? null, feedDate: null},
  }
}

function judgeArtifact({artifact, evidence}: Gathered, context: RuleContext, now: number): JudgedArtifact {
  const found: Finding[] = []
  const suggestions = new Map<string, Suggestion>()
  for (const rule of allRules) {
    const {action, origin} = settingFor(context.policy, rule.code)
    if (action === 'off') continue
    const finding = rule.judge(artifact, evidence, context)
    if (finding === undefined) continue
    found.push({code: rule.code, severity: action, message: finding.message, origin, ...finding.decided})
    for (const suggestion of finding.suggestions) {
      if (!suggestions.has(suggestion.name)) suggestions.set(suggestion.name, suggestion)
    }
  }
  const findings = excuseFindings(artifact, found, context.policy, now)
  const passing = [...suggestions.values()].filter((suggestion) => !isDenied(artifact, suggestion, context.policy))
  return {artifact, evidence, verdict: verdictOf(findings), findings, suggestions: passing}
}

/** What the policy denies is not proposed in the place of something else. */
function isDenied(artifact: Artifact, {name, specifier}: Suggestion, {deny}: EcosystemPolicy): boolean {
  const suggested: Artifact = {...artifact, name, specifier: specifier ?? artifact.specifier}
  return deny.matches(suggested).some(({certainty}) => certainty === 'certain')
}

function judgeUnclear(unclear: Unclear, policy: EcosystemPolicy): JudgedUnclear {
  const {action, origin} = settingFor(policy, 'unclear')
  if (action === 'off') return {unclear, verdict: 'allow', finding: undefined}
  const finding: Finding = {code: 'unclear', severity: action, message: unclear.message, origin}
  return {unclear, verdict: verdictOf([finding]), finding}
}

function verdictOf(findings: readonly Finding[]): ArtifactVerdict {
  return strictestOf(findings.map(({severity}) => VERDICT_OF_ACTION[severity]))
}

/** `hold-back` is for version rules: where nothing can be held back (an exact request), it is a question. */
const VERDICT_OF_ACTION: Readonly<Record<Exclude<Action, 'off'>, ArtifactVerdict>> = {
  note: 'allow',
  'hold-back': 'ask',
  ask: 'ask',
  block: 'block',
}

const STRICTNESS: readonly ArtifactVerdict[] = ['allow', 'ask', 'block']

function strictestOf(verdicts: readonly ArtifactVerdict[]): ArtifactVerdict {
  return verdicts.reduce<ArtifactVerdict>((a, b) => (STRICTNESS.indexOf(b) > STRICTNESS.indexOf(a) ? b : a), 'allow')
}

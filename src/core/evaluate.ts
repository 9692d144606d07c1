// Decides what becomes of a command: every rule over every artifact, the policy's action for each finding, the strictest
// wins. It opens nothing and asks nobody; the same values in give the same decision out.

import type {Action, ArtifactVerdict, Decision, Finding, JudgedArtifact, JudgedUnclear, Suggestion} from './decision.ts'
import type {Gathered} from './evidence.ts'
import type {ConfiguredSource, Unclear} from './invocation.ts'
import {type Policy, settingFor} from './policy.ts'
import {allRules} from './rules/all-rules.ts'

export interface Judgeable {
  readonly gathered: readonly Gathered[]
  readonly unclear: readonly Unclear[]
  readonly sources: readonly ConfiguredSource[]
}

export function evaluate({gathered, unclear, sources}: Judgeable, policy: Policy): Decision {
  const artifacts = gathered.map((one) => judgeArtifact(one, policy))
  const judgedUnclear = unclear.map((one) => judgeUnclear(one, policy))
  const strictest = strictestOf([...artifacts, ...judgedUnclear].map(({verdict}) => verdict))
  const isOnlyUnclear = strictest === 'ask' && artifacts.every(({verdict}) => verdict === 'allow')
  const indexDates = gathered.flatMap(({evidence}) => evidence.indexDate ?? []).sort()
  return {
    verdict: isOnlyUnclear ? 'unclear' : strictest,
    artifacts,
    unclear: judgedUnclear,
    sources,
    silentSources: [...new Set(gathered.flatMap(({evidence}) => evidence.silent))],
    data: {indexDate: indexDates[0] ?? null, feedDate: null},
  }
}

function judgeArtifact({artifact, evidence}: Gathered, policy: Policy): JudgedArtifact {
  const findings: Finding[] = []
  const suggestions = new Map<string, Suggestion>()
  for (const rule of allRules) {
    const {action, origin} = settingFor(policy, rule.code)
    if (action === 'off') continue
    const found = rule.judge(artifact, evidence)
    if (found === undefined) continue
    findings.push({code: rule.code, severity: action, message: found.message, origin})
    for (const suggestion of found.suggestions) {
      if (!suggestions.has(suggestion.name)) suggestions.set(suggestion.name, suggestion)
    }
  }
  return {artifact, verdict: verdictOf(findings), findings, suggestions: [...suggestions.values()]}
}

function judgeUnclear(unclear: Unclear, policy: Policy): JudgedUnclear {
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

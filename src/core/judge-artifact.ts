// Judges one artifact: every rule, the policy's action for each finding, what the policy excuses. `evaluate` does it for what a
// command asks for, `packument/filter` for the releases of a package in flight.

import type {Artifact} from './artifact.ts'
import type {Finding, JudgedArtifact, Suggestion} from './decision.ts'
import type {Gathered} from './evidence.ts'
import {excuseFindings} from './policy/excuses.ts'
import {type EcosystemPolicy, settingFor} from './policy/policy.ts'
import {allRules} from './rules/all-rules.ts'
import type {Rule, RuleContext} from './rules/rule.ts'
import {verdictOf} from './strictest.ts'

export function judgeArtifact(
  {artifact, evidence}: Gathered,
  context: RuleContext,
  rules: readonly Rule[] = allRules,
): JudgedArtifact {
  const found: Finding[] = []
  const suggestions = new Map<string, Suggestion>()
  for (const rule of rules) {
    const {action, origin} = settingFor(context.policy, rule.code)
    if (action === 'off') continue
    const finding = rule.judge(artifact, evidence, context)
    if (finding === undefined) continue
    found.push({code: rule.code, severity: action, message: finding.message, origin, ...finding.decided})
    for (const suggestion of finding.suggestions) {
      const key = `${suggestion.name} ${suggestion.specifier ?? ''}`
      if (!suggestions.has(key)) suggestions.set(key, suggestion)
    }
  }
  const findings = excuseFindings(artifact, found, context.policy, context.now)
  const passing = [...suggestions.values()].filter((suggestion) => !isDenied(artifact, suggestion, context.policy))
  return {artifact, verdict: verdictOf(findings), findings, suggestions: passing}
}

/** What the policy denies is not proposed in the place of something else. */
function isDenied(artifact: Artifact, {name, specifier}: Suggestion, {deny}: EcosystemPolicy): boolean {
  const suggested: Artifact = {...artifact, name, specifier: specifier ?? artifact.specifier}
  return deny.matches(suggested).some(({certainty}) => certainty === 'certain')
}

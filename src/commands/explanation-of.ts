// What every rule, and every list of the policy, says of one artifact and its evidence.

import type {Artifact} from '../core/artifact.ts'
import type {Finding} from '../core/decision.ts'
import {evaluate} from '../core/evaluate.ts'
import type {Gathered} from '../core/evidence.ts'
import {findingsOf} from '../core/outcome.ts'
import {type EcosystemPolicy, type Policy, settingFor} from '../core/policy/policy.ts'
import {policyRules} from '../core/policy/rule-table.ts'
import {allRules} from '../core/rules/all-rules.ts'
import type {CoveringEntry, Explanation, RuleLine} from '../report/explanation.ts'

/** The rule that judges what cannot be read of a command, and so no artifact. */
const OF_COMMANDS = 'unclear'

/** All but the index that was asked. */
export function explanationOf(gathered: Gathered, whole: Policy, now: number): Omit<Explanation, 'index'> {
  const {artifact, evidence} = gathered
  const {ecosystem} = artifact
  const policy = whole.ecosystems[ecosystem]
  const decision = evaluate({ecosystem, gathered: [gathered], unclear: [], sources: []}, whole, now)
  const rules = ruleLines(findingsOf(decision), policy)
  return {artifact, decision, policy, name: evidence.name, rules, covering: coveringEntries(artifact, policy)}
}

/** Every rule there is, and what is said beside the rules. */
function ruleLines(findings: readonly Finding[], policy: EcosystemPolicy): readonly RuleLine[] {
  const judged = new Map(allRules.map(({code, meaning}) => [code, meaning]))
  const settable = new Map<string, string>(policyRules.map(({code, meaning}) => [code, meaning]))
  const besides = findings.filter(({code}) => !judged.has(code) && !settable.has(code))
  return [
    ...[...new Set([...judged.keys(), ...settable.keys()])].map((code): RuleLine => {
      const finding = findings.find((one) => one.code === code)
      const {action, origin, lockedBy, days, severity} = settingFor(policy, code)
      // What a `deny` list refuses is no rule that a policy could set.
      const quiet = {action: code === 'denied' ? ('block' as const) : action, origin}
      return {
        code,
        meaning: judged.get(code) ?? settable.get(code) ?? '',
        ...(finding === undefined ? quiet : {action: finding.severity, origin: finding.origin}),
        lockedBy,
        parameters: [
          ...(days === undefined ? [] : [{name: 'days', ...days}]),
          ...(severity === undefined ? [] : [{name: 'severity', ...severity}]),
        ],
        isJudged: judged.has(code) || code === OF_COMMANDS,
        finding,
      }
    }),
    ...besides.map((finding): RuleLine => {
      const {code, severity, origin} = finding
      return {code, meaning: '', action: severity, origin, lockedBy: undefined, parameters: [], isJudged: true, finding}
    }),
  ]
}

function coveringEntries(artifact: Artifact, policy: EcosystemPolicy): readonly CoveringEntry[] {
  return (['deny', 'allow', 'exceptions', 'internal'] as const).flatMap((list) =>
    policy[list].matches(artifact).map(({entry, certainty}) => ({list, entry, certainty})),
  )
}

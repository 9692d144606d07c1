// The parameters that the policy has for a rule.

import {type EcosystemPolicy, settingFor} from '../policy/policy.ts'
import {policyRules, type RuleCode, type Severity} from '../policy/rule-table.ts'

export function daysFor(policy: EcosystemPolicy, code: RuleCode): number {
  return settingFor(policy, code).days?.value ?? builtIn(code).days ?? 0
}

export function dormantDaysFor(policy: EcosystemPolicy, code: RuleCode): number {
  return settingFor(policy, code).dormantDays?.value ?? builtIn(code).dormantDays ?? 0
}

export function severityFor(policy: EcosystemPolicy, code: RuleCode): Severity {
  return settingFor(policy, code).severity?.value ?? builtIn(code).severity ?? 'low'
}

export function licensesFor(policy: EcosystemPolicy, code: RuleCode): readonly string[] {
  return settingFor(policy, code).licenses?.value ?? []
}

function builtIn(code: RuleCode) {
  const rule = policyRules.find((one) => one.code === code)
  if (rule === undefined) throw new TypeError(`no rule ${code}`)
  return rule
}

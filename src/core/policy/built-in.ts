// The policy in force where nobody has written one. Its reasons stand in docs/findings.md.

import {EMPTY_LOOKUP} from './lookup.ts'
import type {EcosystemPolicy, Policy, RuleSetting, Sourced} from './policy.ts'
import {policyRules} from './rule-table.ts'

export const BUILT_IN = 'built-in'

function builtIn<Value>(value: Value): Sourced<Value> {
  return {value, origin: BUILT_IN}
}

const rules: ReadonlyMap<string, RuleSetting> = new Map(
  policyRules.map(({code, action, days, severity, dormantDays, licenses}) => [
    code,
    {
      action,
      origin: BUILT_IN,
      ...(days === undefined ? {} : {days: builtIn(days)}),
      ...(severity === undefined ? {} : {severity: builtIn(severity)}),
      ...(dormantDays === undefined ? {} : {dormantDays: builtIn(dormantDays)}),
      ...(licenses === undefined ? {} : {licenses: builtIn(licenses)}),
    },
  ]),
)

const everywhere: EcosystemPolicy = {
  rules,
  mode: builtIn('enforce'),
  unattended: builtIn('block'),
  allow: EMPTY_LOOKUP,
  deny: EMPTY_LOOKUP,
  internal: EMPTY_LOOKUP,
  exceptions: EMPTY_LOOKUP,
  registries: [],
}

export const builtInPolicy: Policy = {
  ecosystems: {npm: everywhere, pypi: everywhere, docker: everywhere},
  bypass: builtIn(true),
  data: {},
  ignored: [],
}

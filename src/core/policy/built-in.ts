// The policy in force where nobody has written one. Its reasons stand in docs/findings.md.

import {NOWHERE} from './forward-target.ts'
import {EMPTY_LOOKUP} from './lookup.ts'
import type {EcosystemPolicy, Policy, RuleSetting, Sourced} from './policy.ts'
import {policyRules} from './rule-table.ts'

export const BUILT_IN = 'built-in'

function builtIn<Value>(value: Value): Sourced<Value> {
  return {value, origin: BUILT_IN}
}

const rules: ReadonlyMap<string, RuleSetting> = new Map(
  policyRules.map(({code, action, days, severity}) => [
    code,
    {
      action,
      origin: BUILT_IN,
      ...(days === undefined ? {} : {days: builtIn(days)}),
      ...(severity === undefined ? {} : {severity: builtIn(severity)}),
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
  locks: new Map(),
}

export const builtInPolicy: Policy = {
  ecosystems: {npm: everywhere, pypi: everywhere, docker: everywhere},
  bypass: builtIn(true),
  // Deny: who sets a limit wants to be asked beyond it, unless the policy says otherwise.
  data: {whenOlder: builtIn('ask')},
  refresh: {
    everyHours: builtIn(4),
    maxAgeDays: builtIn(14),
    whenOlder: builtIn('note'),
    whenExpired: builtIn('ask'),
  },
  audit: {forward: builtIn(NOWHERE)},
  ignored: [],
}

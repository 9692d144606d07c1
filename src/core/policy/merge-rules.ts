// The rules of one ecosystem, and what the next file says of them.

import type {RuleClaim} from './claims.ts'
import type {EcosystemPolicy, LayerName, RuleSetting, Sourced} from './policy.ts'
import {type Ignore, settle} from './settle.ts'
import {actionAsStrict, STRICTER} from './tightness.ts'

export interface RulesStep {
  readonly layer: LayerName
  readonly isLocked: (key: string) => boolean
  /** What is in force with this file. */
  readonly unattended: EcosystemPolicy['unattended']['value']
  readonly ignore: Ignore
}

export function mergeRules(
  current: ReadonlyMap<string, RuleSetting>,
  claims: ReadonlyMap<string, RuleClaim>,
  step: RulesStep,
): ReadonlyMap<string, RuleSetting> {
  const rules = new Map<string, RuleSetting>()
  for (const [code, setting] of current) {
    const claim = claims.get(code)
    const isLocking = claim?.isLocked === true || step.isLocked(`rules.${code}`)
    rules.set(code, claim === undefined && !isLocking ? setting : mergeRule(setting, claim, isLocking, step))
  }
  return rules
}

function mergeRule(
  {action, origin, lockedBy, days, severity}: RuleSetting,
  claim: RuleClaim | undefined,
  isLocking: boolean,
  {layer, unattended, ignore}: RulesStep,
): RuleSetting {
  const locked = lockedBy === undefined ? {} : {lockedBy}
  const step = {layer, isLocking, ignore}
  const before: Sourced<typeof action> = {value: action, origin, ...locked}
  const next = settle(before, {...step, claim: claim?.action, asStrict: actionAsStrict(unattended)})
  const nextDays = settle(days && {...days, ...locked}, {...step, claim: claim?.days, asStrict: STRICTER.days})
  const nextSeverity = settle(severity && {...severity, ...locked}, {
    ...step,
    claim: claim?.severity,
    asStrict: STRICTER.severity,
  })
  return {
    action: next.value,
    origin: next.origin,
    ...(next.lockedBy === undefined ? {} : {lockedBy: next.lockedBy}),
    ...(nextDays === undefined ? {} : {days: nextDays}),
    ...(nextSeverity === undefined ? {} : {severity: nextSeverity}),
  }
}

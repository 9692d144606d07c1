// The rules of one ecosystem, and what the next file says of them.

import type {RuleClaim} from './claims.ts'
import type {LayerName, RuleSetting, Sourced} from './policy.ts'
import {type Ignore, settle} from './settle.ts'
import {STRICTER} from './tightness.ts'

export function mergeRules(
  current: ReadonlyMap<string, RuleSetting>,
  claims: ReadonlyMap<string, RuleClaim>,
  layer: LayerName,
  isLocked: (key: string) => boolean,
  ignore: Ignore,
): ReadonlyMap<string, RuleSetting> {
  const rules = new Map<string, RuleSetting>()
  for (const [code, setting] of current) {
    const claim = claims.get(code)
    const isLocking = claim?.isLocked === true || isLocked(`rules.${code}`)
    rules.set(code, claim === undefined && !isLocking ? setting : mergeRule(setting, claim, layer, isLocking, ignore))
  }
  return rules
}

function mergeRule(
  {action, origin, lockedBy, days, severity, dormantDays, licenses}: RuleSetting,
  claim: RuleClaim | undefined,
  layer: LayerName,
  isLocking: boolean,
  ignore: Ignore,
): RuleSetting {
  const locked = lockedBy === undefined ? {} : {lockedBy}
  const step = {layer, isLocking, ignore}
  const before: Sourced<typeof action> = {value: action, origin, ...locked}
  const next = settle(before, {...step, claim: claim?.action, asStrict: STRICTER.action})
  const nextDays = settle(days && {...days, ...locked}, {...step, claim: claim?.days, asStrict: STRICTER.days})
  const nextSeverity = settle(severity && {...severity, ...locked}, {
    ...step,
    claim: claim?.severity,
    asStrict: STRICTER.severity,
  })
  const nextDormantDays = settle(dormantDays && {...dormantDays, ...locked}, {
    ...step,
    claim: claim?.dormantDays,
    asStrict: STRICTER.dormantDays,
  })
  const nextLicenses = settle(licenses && {...licenses, ...locked}, {
    ...step,
    claim: claim?.licenses,
    asStrict: STRICTER.licenses,
  })
  return {
    action: next.value,
    origin: next.origin,
    ...(next.lockedBy === undefined ? {} : {lockedBy: next.lockedBy}),
    ...(nextDays === undefined ? {} : {days: nextDays}),
    ...(nextSeverity === undefined ? {} : {severity: nextSeverity}),
    ...(nextDormantDays === undefined ? {} : {dormantDays: nextDormantDays}),
    ...(nextLicenses === undefined ? {} : {licenses: nextLicenses}),
  }
}

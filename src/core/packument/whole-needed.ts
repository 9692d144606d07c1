// Whether an abbreviated packument is enough to judge by. It has no times, but says when something last changed: a package in which
// nothing happened for a month has no young release, and needs no second, ten times larger document.

import {type EcosystemPolicy, settingFor} from '../policy/policy.ts'
import type {RuleCode} from '../policy/rule-table.ts'
import type {Moment} from '../release.ts'
import {isWithin} from '../release-age.ts'
import {daysFor, licensesFor} from '../rules/rule-parameters.ts'
import {installEventsOf} from './install-scripts.ts'
import type {Packument} from './packument.ts'

/** `isMuchUsed`: the package stands in a list of much used names, so that it is no new one. */
export function isWholeNeeded(
  packument: Packument,
  policy: EcosystemPolicy,
  now: Moment,
  isMuchUsed: boolean,
): boolean {
  if (packument.hasTimes || packument.versions.length === 0) return false
  const isActive = (code: RuleCode): boolean => settingFor(policy, code).action !== 'off'
  if (isActive('license') && licensesFor(policy, 'license').length > 0) return true
  const codes: readonly RuleCode[] = [
    'too-new',
    'publisher-changed',
    'dormant-then-active',
    ...(isMuchUsed ? [] : (['new-package'] as const)),
    // Their abbreviated form says whether there is anything to find; when that was, only the whole one says.
    ...(hasScripts(packument) ? (['install-script-added'] as const) : []),
    ...(packument.servesAttestations ? (['provenance-lost'] as const) : []),
  ]
  const days = Math.max(0, ...codes.filter(isActive).map((code) => daysFor(policy, code)))
  if (days === 0) return false
  const {modifiedAt} = packument
  return modifiedAt === undefined || isWithin(modifiedAt, days, now)
}

function hasScripts(packument: Packument): boolean {
  return packument.versions.some((version) => (installEventsOf(packument.manifest(version) ?? {}) ?? 0) !== 0)
}

// The rules by which a policy takes releases out of a packument, and which releases they have to be asked about. Of hundreds that
// a package has, the policy's rules can usually speak of a few: the young ones, and those that a feed or the policy names.

import type {Advisory} from '../advisory.ts'
import type {Artifact} from '../artifact.ts'
import type {EcosystemPolicy} from '../policy/policy.ts'
import {settingFor} from '../policy/policy.ts'
import {policyRules, type RuleCode} from '../policy/rule-table.ts'
import type {Moment} from '../release.ts'
import {isWithin} from '../release-age.ts'
import {allRules} from '../rules/all-rules.ts'
import type {Rule} from '../rules/rule.ts'
import {daysFor} from '../rules/rule-parameters.ts'

export interface RemovingRules {
  readonly rules: readonly Rule[]
  /** Whether one of the rules may speak of a release. */
  readonly mayRemove: (publishedAt: Moment | undefined, advisories: readonly Advisory[]) => boolean
}

const ABOUT_VERSIONS: ReadonlySet<string> = new Set(
  policyRules.filter(({isAboutVersions}) => isAboutVersions === true).map(({code}) => code),
)

/** `artifact`: the package, whatever its specifier. */
export function removingRules(policy: EcosystemPolicy, artifact: Artifact, now: Moment): RemovingRules {
  const isDenied = policy.deny.entries.length > 0 && policy.deny.matches({...artifact, specifier: ''}).length > 0
  const rules = allRules.filter(({code}) => (code === 'denied' ? isDenied : removes(policy, code)))
  const young = rules.filter(({onlyYoung}) => onlyYoung !== undefined)
  const days = Math.max(0, ...young.map(({code}) => daysFor(policy, code as RuleCode)))
  const isUnknownYoung = young.some(({onlyYoung}) => onlyYoung === 'maybe')
  const isEvery = rules.some(({onlyYoung, needs}) => onlyYoung === undefined && needs !== 'advisories')
  const isAdvised = rules.some(({needs}) => needs === 'advisories')
  return {
    rules,
    mayRemove(publishedAt, advisories) {
      if (isEvery || (isAdvised && advisories.length > 0)) return true
      return publishedAt === undefined ? isUnknownYoung : isWithin(publishedAt, days, now)
    },
  }
}

function removes(policy: EcosystemPolicy, code: string): boolean {
  const {action} = settingFor(policy, code)
  return (action === 'hold-back' || action === 'block') && ABOUT_VERSIONS.has(code)
}

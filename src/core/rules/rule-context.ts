import type {EcosystemPolicy} from '../policy/policy.ts'
import type {Moment} from '../release.ts'
import type {RuleContext} from './rule.ts'
import {SourcePlaces} from './source-places.ts'

/** For an artifact that is judged apart from any command, as a release in a packument is. */
export function contextAlone(policy: EcosystemPolicy, now: Moment): RuleContext {
  return {policy, sources: [], places: new SourcePlaces([]), now}
}

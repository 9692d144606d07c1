// What loading the policy takes, and what it gives.

import type {Layer} from '../core/policy/layer.ts'
import type {Policy} from '../core/policy/policy.ts'
import type {Places} from '../system/places.ts'
import type {PolicyPlace} from './policy-places.ts'
import type {Problem} from './problem.ts'
import type {TeamInForce} from './team/team-file.ts'

export type LoadedPolicy =
  | {
      readonly kind: 'policy'
      readonly policy: Policy
      /** The files behind it, the weakest layer first. */
      readonly files: readonly Pick<PolicyPlace, 'layer' | 'path'>[]
      /** What they say each. */
      readonly layers: readonly Layer[]
      /** `built-in`, or `sha256:…` over the files: two commands with the same one were judged by the same policy. */
      readonly digest: string
      /** Absent where no team's policy is enrolled. */
      readonly team?: TeamInForce
    }
  | {readonly kind: 'problems'; readonly problems: readonly Problem[]}

export interface LoadSettings {
  readonly places: Places
  /** Absolute. */
  readonly cwd: string
  /** sallyport's own version: another one may read the same file in another way. */
  readonly version: string
  /** Another policy is tried out in the place of the team's: whether the person's `include` is met does not matter. */
  readonly isTrial?: boolean
}

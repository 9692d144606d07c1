// One command on its way through the gateway: what is known when the tool is started, and how it ended.

import type {Decision} from '../core/decision.ts'
import type {NameIndex} from '../core/names/name-index.ts'
import type {EcosystemPolicy} from '../core/policy/policy.ts'
import type {Detour, LockedPackage} from '../core/registry-detour.ts'
import type {GatewaySummary} from '../report/gateway-summary.ts'
import type {Edge, Outcome} from './edge.ts'

export interface Trip {
  readonly tool: string
  readonly argv: readonly string[]
  readonly executable: string
  readonly detour: Detour
  readonly defaultRegistry: () => string | undefined
  readonly policy: EcosystemPolicy
  readonly names: NameIndex
  readonly policyDigest: string
  /** What the lockfile holds. */
  readonly locked: readonly LockedPackage[]
  /** What was judged before the tool was started. */
  readonly decision: Decision
  readonly edge: Edge
  /** Called once the tool runs. */
  readonly afterStart: () => Promise<void>
}

export type TripEnd =
  | {readonly kind: 'ended'; readonly outcome: Outcome; readonly summary: GatewaySummary}
  /** The tool met something that needs an answer, or is refused. Nothing of the project was changed. */
  | {
      readonly kind: 'stopped'
      readonly decision: Decision
      /** `name@version` of what it is about. */
      readonly versions: readonly string[]
    }

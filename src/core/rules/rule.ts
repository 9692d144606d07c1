// The shape of a rule: a pure function from one artifact and its evidence to a finding, or nothing.

import type {Artifact} from '../artifact.ts'
import type {Finding, Suggestion} from '../decision.ts'
import type {Evidence} from '../evidence.ts'
import type {ConfiguredSource} from '../invocation.ts'
import type {EcosystemPolicy} from '../policy/policy.ts'
import type {SourcePlaces} from './source-places.ts'

export interface RuleFinding {
  /** A verb phrase about the artifact, literals in backticks. */
  readonly message: string
  readonly suggestions: readonly Suggestion[]
  /** Where another value of the policy than the rule's action decides: what it says, and who says it. */
  readonly decided?: Pick<Finding, 'severity' | 'origin'>
}

/** What a rule may look at beside the artifact: the policy's parameters and lists, and every source of the command. */
export interface RuleContext {
  readonly policy: EcosystemPolicy
  readonly sources: readonly ConfiguredSource[]
  /** What the sources mean for one artifact. */
  readonly places: SourcePlaces
}

export interface Rule {
  /** Stable; policies and logs speak of a rule by it. */
  readonly code: string
  /** One line for `explain` and the docs. */
  readonly meaning: string
  readonly judge: (artifact: Artifact, evidence: Evidence, context: RuleContext) => RuleFinding | undefined
}

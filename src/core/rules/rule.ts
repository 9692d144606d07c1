// The shape of a rule: a pure function from one artifact and its evidence to a finding, or nothing.

import type {Artifact} from '../artifact.ts'
import type {Finding, Suggestion} from '../decision.ts'
import type {Evidence} from '../evidence.ts'
import type {ConfiguredSource} from '../invocation.ts'
import type {EcosystemPolicy} from '../policy/policy.ts'
import type {Moment, ReleaseFacts} from '../release.ts'

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
  readonly now: Moment
}

export interface Rule {
  /** Stable; policies and logs speak of a rule by it. */
  readonly code: string
  /** One line for `explain` and the docs. */
  readonly meaning: string
  /** The part of the evidence without which it cannot speak: it then was not asked, which is not the same as finding nothing. */
  readonly needs?: 'release' | 'advisories' | 'locked'
  /** Set where it speaks only of releases younger than the `days` of the policy: known to be (`known`), or perhaps (`maybe`). */
  readonly onlyYoung?: 'known' | 'maybe'
  /** What the registry leaves out that the rule would have to know of this release: `when it was published`. */
  readonly missing?: (facts: ReleaseFacts, context: RuleContext) => string | undefined
  readonly judge: (artifact: Artifact, evidence: Evidence, context: RuleContext) => RuleFinding | undefined
}

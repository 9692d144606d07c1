// The shape of a rule: a pure function from one artifact and its evidence to a finding, or nothing.

import type {Artifact} from '../artifact.ts'
import type {Suggestion} from '../decision.ts'
import type {Evidence} from '../evidence.ts'

export interface RuleFinding {
  /** A verb phrase about the artifact, literals in backticks. */
  readonly message: string
  readonly suggestions: readonly Suggestion[]
}

export interface Rule {
  /** Stable; policies and logs speak of a rule by it. */
  readonly code: string
  /** One line for `explain` and the docs. */
  readonly meaning: string
  readonly judge: (artifact: Artifact, evidence: Evidence) => RuleFinding | undefined
}

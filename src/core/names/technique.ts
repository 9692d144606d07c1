// A technique is one way in which a name comes to look like another. It proposes the names that the asked one may stand
// for; whether such a name exists, and is so much more used that the asked one is suspicious, is judged elsewhere.

import type {Elsewhere} from '../name-judgement.ts'
import type {NameIndex} from './name-index.ts'
import type {Standing} from './standing.ts'

export interface Proposal {
  readonly name: string
  readonly technique: string
  /** Verb phrase about the asked name with the target in backticks. */
  readonly sentence: string
  /** How likely the asked name is a mistake for this one, before popularity counts: 0 to 1. */
  readonly likelihood: number
  /** Set where the name is at home elsewhere, so that it is not looked for in this index. */
  readonly elsewhere?: Elsewhere
  /** What the name stands for is a fact, not a resemblance: popularity is not asked. */
  readonly isFact?: true
}

export interface Technique {
  /** A bounded number of proposals, in the order of a small multiple of the name's length at most. */
  readonly propose: (name: string, index: NameIndex, standing: Standing) => Iterable<Proposal>
}

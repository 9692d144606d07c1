// A technique is one way in which a name comes to look like another. It proposes the names that the asked one may stand
// for; whether such a name exists, and is so much more used that the asked one is suspicious, is judged elsewhere.

export interface Proposal {
  readonly name: string
  readonly technique: string
  /** Verb phrase about the asked name with the target in backticks. */
  readonly sentence: string
  /** How likely the asked name is a mistake for this one, before popularity counts: 0 to 1. */
  readonly likelihood: number
}

export interface Technique {
  /** A bounded number of proposals, in the order of a small multiple of the name's length at most. */
  readonly propose: (name: string) => Iterable<Proposal>
}

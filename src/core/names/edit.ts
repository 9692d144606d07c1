// One slip between two names, as it leads from the asked name to the one that may be meant.

export type Edit =
  /** `asked[at]` is not in the target. */
  | {readonly kind: 'extra'; readonly asked: string; readonly at: number; readonly letter: string}
  /** `letter` stands in the target before `asked[at]`. */
  | {readonly kind: 'missing'; readonly asked: string; readonly at: number; readonly letter: string}
  /** The target has `to` where the asked name has `letter` at `at`. */
  | {
      readonly kind: 'other'
      readonly asked: string
      readonly at: number
      readonly letter: string
      readonly to: string
    }
  /** The target has `asked[at]` and the letter after it the other way round. */
  | {readonly kind: 'swap'; readonly asked: string; readonly at: number}

/** What one slip did, in the words a person would use. */
export interface EditKind {
  readonly technique: string
  /** Without the target, which follows it. */
  readonly phrase: string
  readonly likelihood: number
}

/** Says what an edit is, when it is of its own kind. */
export type EditTechnique = (edit: Edit) => EditKind | undefined

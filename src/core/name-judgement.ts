// What the name index says of one name. The judgement itself lives in `names/`; this is its shape, shared by rules,
// `sallyport names`, `explain` and the screen.

import type {Ecosystem} from './artifact.ts'

export interface NameSuggestion {
  readonly name: string
  /** Stable code of the technique that ties the asked name to this one: `swap`, `omission`, `scope`. */
  readonly technique: string
  /** What happened, as the verb phrase of a sentence about the asked name, with the target in backticks: ``swaps two letters of `requests` ``. */
  readonly sentence: string
  /** Where the name is at home when not in the asked ecosystem: it explains, and cannot be installed instead. */
  readonly elsewhere?: Elsewhere
  /** 0 to 1, higher is likelier; orders suggestions, has no unit. */
  readonly score: number
  readonly popularity: Popularity
}

/** Another ecosystem, or Python itself. */
export type Elsewhere = Ecosystem | 'python'

/** How much a name is used, in the figure its source publishes. */
export type Popularity =
  | {readonly kind: 'downloads'; readonly perMonth: number}
  /** 1 is the most downloaded. */
  | {readonly kind: 'rank'; readonly rank: number}
  /** In the list, without a figure. */
  | {readonly kind: 'known'}
  | {readonly kind: 'official-image'}
  | {readonly kind: 'unlisted'}

export interface NameJudgement {
  /** `unknown`: the index is complete for this ecosystem and the name is not in it. */
  readonly verdict: 'ok' | 'lookalike' | 'unknown'
  /**
   * Best first, at most five: for an unknown name the nearest real ones. When the verdict is `ok`, only the successors of a
   * deprecated name.
   */
  readonly suggestions: readonly NameSuggestion[]
  readonly popularity: Popularity
  /** What is to be said of the name itself, whatever it resembles. */
  readonly remark?: NameRemark
}

export interface NameRemark {
  /**
   * `deprecated`: still published, but given up. `removed`: published no more. `bare-address`: a registry without a name.
   * `unreadable`: a host that cannot be decoded, or that mixes scripts.
   */
  readonly code: 'deprecated' | 'removed' | 'bare-address' | 'unreadable'
  /** A verb phrase about the name, literals in backticks. */
  readonly sentence: string
}

/** `YYYY-MM-DD` of the newest source behind an index. */
export type IndexDate = string

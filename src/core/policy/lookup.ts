// What the rules ask of a list of patterns. Without a policy file every list is empty, and nothing that compares is loaded.

import type {Artifact} from '../artifact.ts'
import type {Certainty} from './certainty.ts'

export interface Match<Entry> {
  readonly entry: Entry
  readonly certainty: Certainty
}

export interface Lookup<Entry> {
  /** In the order in which the files gave them. */
  readonly entries: readonly Entry[]
  /** Every entry that covers the artifact, surely or possibly. An artifact without a name is covered by none. */
  readonly matches: (artifact: Artifact) => readonly Match<Entry>[]
}

export const EMPTY_LOOKUP: Lookup<never> = {entries: [], matches: () => []}

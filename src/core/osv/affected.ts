// What is kept of one advisory about one package: enough to judge each of its versions, and nothing else of the entry.
// `read-entry.ts` makes it of an entry as OSV publishes it, `judge-version.ts` judges by it.

import type {Advisory} from '../advisory.ts'
import type {Ecosystem} from '../artifact.ts'

/** The ecosystems that OSV has feeds for. */
export type FeedEcosystem = Exclude<Ecosystem, 'docker'>

export interface Affected extends Pick<Advisory, 'id' | 'kind' | 'severity' | 'summary' | 'aliases'> {
  /** When the entry was last changed, milliseconds since 1970; 0 where it does not say. */
  readonly modified: number
  /** Listed one by one, each in the one form of `canonicalVersion`. */
  readonly versions: readonly string[]
  readonly ranges: readonly AffectedRange[]
  /**
   * Deny: a part of it cannot be read, and whatever stands there may be about the version that is asked about, so every version
   * counts as affected. The sentence says what: ``its version `x` cannot be compared``.
   */
  readonly unreadable?: string
}

/** One range of `affected[].ranges`: its events, in the order of the entry. */
export type AffectedRange = readonly VersionEvent[]

export interface VersionEvent {
  readonly kind: 'introduced' | 'fixed' | 'last_affected' | 'limit'
  /** `0` stands before every version (`introduced`), `*` behind every one (`limit`). */
  readonly version: string
}

/** Whether a range covers every version there is or will be: introduced at the very beginning, and never ended. */
export function isEndless(range: AffectedRange): boolean {
  return (
    range.some(({kind, version}) => kind === 'introduced' && version === '0') &&
    range.every(({kind, version}) => kind === 'introduced' || (kind === 'limit' && version === '*'))
  )
}

export function isEveryVersion({ranges, unreadable}: Affected): boolean {
  return unreadable !== undefined || ranges.some(isEndless)
}

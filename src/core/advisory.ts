// An advisory of a feed (OSV schema 1.x, "Open Source Vulnerability format") as far as rules judge by it.

import type {Severity} from './policy/rule-table.ts'

export interface Advisory {
  /** `MAL-2024-1234`, `GHSA-…`. */
  readonly id: string
  /** `malware`: the package or version is malicious (ids `MAL-…`, and what the feed marks so). */
  readonly kind: 'malware' | 'vulnerability'
  /** Absent where the advisory gives none. */
  readonly severity?: Severity
  /** One line. Text from outside. */
  readonly summary?: string
  /** The lowest version that is not affected any more and is newer than the one that was asked about. */
  readonly fixedIn?: string
  /** Whether it affects every version there is or will be. */
  readonly isEveryVersion: boolean
  readonly aliases: readonly string[]
}

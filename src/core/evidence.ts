// What was found out about one artifact before it is judged. A source that did not answer is named in `silent`; it is
// never taken for a clean answer.

import type {Advisory} from './advisory.ts'
import type {Artifact} from './artifact.ts'
import type {LockedEntry} from './locked-entry.ts'
import type {IndexDate, NameJudgement} from './name-judgement.ts'
import type {ReleaseFacts} from './release.ts'

export interface Evidence {
  /** The name index's answer about the artifact's name. Absent when the artifact has no name to judge. */
  readonly name?: NameJudgement
  /** The name index's answer about a Docker reference's registry host. */
  readonly registryHost?: NameJudgement
  /** Whether the registry has the name; absent where it was not asked, or did not answer. */
  readonly isInRegistry?: boolean
  /** Date of the index behind `name` and `registryHost`. */
  readonly indexDate?: IndexDate
  /** What the registry says of the one version that is judged; absent where no version is known yet, or nobody asked. */
  readonly release?: ReleaseFacts
  /** What the feed has about that version, or about every version of the name; absent where there is no feed. */
  readonly advisories?: readonly Advisory[]
  /** The newest release that would pass, where `release` would not: what is suggested in its place. */
  readonly passingVersion?: string
  /** What the lockfile writes of it, where it comes from one. */
  readonly locked?: LockedEntry
  /** Date of the feed behind `advisories`, `YYYY-MM-DD`. */
  readonly feedDate?: string
  readonly silent: readonly string[]
}

export interface Gathered {
  readonly artifact: Artifact
  readonly evidence: Evidence
}

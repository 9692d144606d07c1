// What was found out about one artifact before it is judged. A source that did not answer is named in `silent`; it is
// never taken for a clean answer.

import type {Artifact} from './artifact.ts'
import type {IndexDate, NameJudgement} from './name-judgement.ts'

export interface Evidence {
  /** The name index's answer about the artifact's name. Absent when the artifact has no name to judge. */
  readonly name?: NameJudgement
  /** The name index's answer about a Docker reference's registry host. */
  readonly registryHost?: NameJudgement
  /** Whether the registry has the name; absent where it was not asked, or did not answer. */
  readonly isInRegistry?: boolean
  /** Date of the index behind `name` and `registryHost`. */
  readonly indexDate?: IndexDate
  readonly silent: readonly string[]
}

export interface Gathered {
  readonly artifact: Artifact
  readonly evidence: Evidence
}

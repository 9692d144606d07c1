// What the last look at a release takes, and what it gives.

import type {RegistryRequest} from '../reputation/signatures/registry-request.ts'
import type {PackumentJudge, VersionVerdict} from './packument-judge.ts'
import type {KeySource} from './registry-keys.ts'
import type {ReleaseMemory} from './release-memory.ts'
import type {RunRecord} from './run-record.ts'

export interface GuardParts {
  readonly judge: PackumentJudge
  readonly keys: KeySource
  readonly memory: () => Promise<ReleaseMemory>
  readonly requestsTo: (registry: string) => RegistryRequest
  readonly shownRegistry: (registry: string) => string | undefined
  /** `name@version` of what a person let through. */
  readonly approved: ReadonlySet<string>
  readonly record: RunRecord
  /** Another one than ours. */
  readonly trustedRoot?: unknown
}

export type Looked =
  | {readonly kind: 'passes'; readonly integrity: string | undefined; readonly isSigned: boolean}
  | {readonly kind: 'stopped'; readonly verdict: VersionVerdict}

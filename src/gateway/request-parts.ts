// What answering a request of npm takes.

import type {Locked} from './locked.ts'
import type {Packuments} from './packuments.ts'
import type {RegistryFor} from './registry-for.ts'
import type {ReleaseGuard} from './release-guard.ts'
import type {RunRecord} from './run-record.ts'
import type {UpstreamClient} from './upstream-client.ts'

export interface RequestParts {
  readonly secret: string
  /** The gateway's path, with slashes at both ends. */
  readonly root: string
  readonly client: UpstreamClient
  readonly packuments: Packuments
  readonly guard: ReleaseGuard
  readonly registryFor: RegistryFor
  readonly locked: Locked
  /** Whether npm would ask its own registry for what stands at this address. */
  readonly isReplaced: (address: URL) => boolean
  readonly record: RunRecord
}

// What earlier runs saw of releases, and what this one learns for later ones. A memory that fails knows nothing.

import type {Moment, Release} from '../core/release.ts'

export interface RememberedRelease {
  /** As it was when it was first seen. */
  readonly release: Release
  readonly firstSeen: Moment
  /** When the registry last changed the package, as it said itself. */
  readonly modified?: Moment
  /** When that was last written down. */
  readonly fetched: Moment
}

export interface ReleaseMemory {
  readonly release: (registry: string, name: string, version: string) => RememberedRelease | undefined
  readonly keep: (registry: string, name: string, release: Release, modified: Moment | undefined) => void
  readonly note: (key: string) => string | undefined
  readonly remember: (key: string, value: string) => void
}

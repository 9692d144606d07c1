import type {ReleaseMemory} from '../../src/gateway/release-memory.ts'

/** Knows nothing and keeps nothing. */
export const noMemory: ReleaseMemory = {
  release: () => undefined,
  keep: () => undefined,
  note: () => undefined,
  remember: () => undefined,
}

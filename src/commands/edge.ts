// What a command may touch of the world, handed in by `main.ts`, so that commands can be tested with another world.

import type {Places} from '../system/places.ts'

export interface Edge {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Absolute. */
  readonly cwd: string
  readonly places: Places
  /** The folder of the bundle, with `data/` in it. */
  readonly bundleFolder: string
  readonly user: string
  /** Version of the Node that runs us, without `v`. */
  readonly runtimeVersion: string
  readonly now: () => number
  /** Standard output: answers that were asked for (`check --json`, `names`). Never used by `run`. False when nobody listens any more. */
  readonly print: (text: string) => boolean
  /** Standard error: everything else. One line each, without its line break. */
  readonly say: (line: string) => void
}

/** How a command ended. Only `main.ts` turns it into the end of the process. */
export type Outcome =
  | {readonly kind: 'exit'; readonly code: number}
  | {readonly kind: 'signal'; readonly signal: NodeJS.Signals}

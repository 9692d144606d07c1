// What the gateway asks of whoever judges: which versions of a package may not simply pass. The gateway knows no rules.

import type {Finding} from '../core/decision.ts'
import type {Packument} from './packument.ts'

export interface VersionVerdict {
  /**
   * `hold-back`: another version is taken where one will do. `ask`: a person decides once the tree wants it. `block`: never
   * served.
   */
  readonly kind: 'hold-back' | 'ask' | 'block'
  /** What speaks against it, the strictest first. Never empty. */
  readonly findings: readonly Finding[]
}

/** Only versions that may not simply pass, by version. */
export type VersionVerdicts = ReadonlyMap<string, VersionVerdict>

export interface PackumentJudge {
  /** Stands for all that the judgement rests on beside the packument: policy, feed. Another state, another text. */
  readonly state: string
  /** Whether the abbreviated form leaves open what a rule needs to know, so that the full one has to be fetched. */
  readonly needsFull: (abbreviated: Packument) => boolean
  /** What can be said of one version without a packument: it stands in a lockfile, and npm may have it in its cache. */
  readonly judgeVersion: (name: string, registry: string | undefined, version: string) => VersionVerdict | undefined
  /** `full` is absent where it is not needed or the registry did not give it: then what only it says is unknown. */
  readonly judge: (name: string, registry: string | undefined, asked: Packument, full?: Packument) => VersionVerdicts
}

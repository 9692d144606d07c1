// What the gateway asks of whoever judges: which versions of a package may not simply pass. The gateway knows no rules.

import type {Finding} from '../core/decision.ts'
import type {Evidence} from '../core/evidence.ts'
import type {Packument} from '../core/packument/packument.ts'
import type {Moment} from '../core/release.ts'

export interface VersionVerdict {
  /**
   * `hold-back`: another version is taken where one will do. `ask`: a person decides once the tree wants it. `block`: never
   * served.
   */
  readonly kind: 'hold-back' | 'ask' | 'block'
  /** What speaks against it. Never empty. */
  readonly findings: readonly Finding[]
  /** By what it was judged. */
  readonly evidence: Evidence
}

/** Only versions that may not simply pass, by version. */
export type VersionVerdicts = ReadonlyMap<string, VersionVerdict>

export interface PackumentJudge {
  /** Stands for all that the judgement rests on beside the packument: policy, feed. Another state, another text. */
  readonly state: string
  /**
   * The judge of what was served at a moment: another one, who counts ages by that moment, where the clock of this machine is
   * ahead of it.
   */
  readonly asOf: (servedAt: Moment) => PackumentJudge
  /** Whether the abbreviated form leaves open what a rule needs to know, so that the whole one has to be fetched. */
  readonly isWholeNeeded: (abbreviated: Packument) => boolean
  /**
   * `packument` is the whole one where that was needed and could be had; else what only it says is unknown. `registry` is absent
   * for the tool's own default.
   */
  readonly judge: (packument: Packument, registry: string | undefined) => VersionVerdicts
  /** What can be said of one version without a packument: it stands in a lockfile, and npm may have it in its cache. */
  readonly judgeVersion: (name: string, registry: string | undefined, version: string) => VersionVerdict | undefined
}

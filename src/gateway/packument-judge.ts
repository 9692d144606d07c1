// What the gateway asks of whoever judges: which versions of a package may not simply pass. The gateway knows no rules.

import type {Finding} from '../core/decision.ts'
import type {Evidence} from '../core/evidence.ts'
import type {LockedEntry} from '../core/locked-entry.ts'
import type {Packument} from '../core/packument/packument.ts'
import type {ReleaseChecks} from '../core/packument/signed-release.ts'
import type {Moment, Release, ReleaseFacts} from '../core/release.ts'

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

/** What a packument says of its young releases, to be known when npm fetches one of them. */
export interface SeenPackage {
  readonly modifiedAt: Moment | undefined
  readonly young: ReadonlyMap<string, YoungRelease>
}

export interface YoungRelease {
  readonly release: Release
  /** Whether it passes only because of how it says that it was built: that has to be checked before it is served. */
  readonly restsOnProvenance: boolean
}

/** What policy wants to know of a release before its tarball is served. */
export interface ReleaseInterest {
  /** Whether signatures of registries are worth looking at. */
  readonly signatures: boolean
  /** Whether one that its registry did not sign, although it has keys, may not simply pass. */
  readonly unsigned: boolean
}

export interface JudgedRelease {
  readonly verdict: VersionVerdict | undefined
  /** What is said of it, where that stops nothing. */
  readonly notes: readonly Finding[]
}

/** An entry of a lockfile, and what is remembered of the release that it names. */
export interface LockedRelease {
  readonly entry: LockedEntry
  readonly remembered: ReleaseFacts
}

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
  readonly judgeVersion: (
    name: string,
    registry: string | undefined,
    version: string,
    locked?: LockedRelease,
  ) => VersionVerdict | undefined
  readonly seen: (packument: Packument) => SeenPackage
  readonly interest: ReleaseInterest
  /** By what was checked of the release, and not again by what its packument was judged by. */
  readonly judgeRelease: (
    packument: Packument,
    version: string,
    registry: string | undefined,
    checks: ReleaseChecks,
  ) => JudgedRelease
}

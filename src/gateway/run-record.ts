// What the gateway saw during one run of npm: what was put aside, what npm wanted nevertheless, what could not be reached.

import type {VersionVerdict} from './packument-judge.ts'

export interface PutAsideVersion {
  readonly name: string
  readonly version: string
  readonly verdict: VersionVerdict
}

export interface RunRecord {
  /** Names that were judged in this run, or that the registry said are as they were judged. */
  readonly judged: ReadonlySet<string>
  /** By `name@version`, of packages that npm asked for. */
  readonly putAside: ReadonlyMap<string, PutAsideVersion>
  /** `name@version` of what npm fetched, or wanted to, although it waits for an answer. */
  readonly wanted: ReadonlySet<string>
  /** Sentences. */
  readonly troubles: ReadonlySet<string>
  /** Packages whose registry does not say when their versions were published, although a rule asks. */
  readonly ageless: ReadonlySet<string>
}

export interface RecordingRun {
  readonly judged: Set<string>
  readonly putAside: Map<string, PutAsideVersion>
  readonly wanted: Set<string>
  readonly troubles: Set<string>
  readonly ageless: Set<string>
}

export function newRecord(): RecordingRun {
  return {judged: new Set(), putAside: new Map(), wanted: new Set(), troubles: new Set(), ageless: new Set()}
}

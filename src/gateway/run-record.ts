// What the gateway saw during one run of npm: what was put aside, what npm wanted nevertheless, what could not be reached.

import type {VersionVerdict} from './packument-judge.ts'

export interface PutAsideVersion {
  readonly name: string
  readonly version: string
  readonly verdict: VersionVerdict
}

export interface RunRecord {
  /** Names that were judged in this run, or that the registry said are as they were judged. */
  readonly judged: Set<string>
  /** By `name@version`, of packages that npm asked for. */
  readonly putAside: Map<string, PutAsideVersion>
  /** `name@version` of what npm fetched, or wanted to, although it waits for an answer. */
  readonly wanted: Set<string>
  /** Sentences. */
  readonly troubles: Set<string>
  /** Packages whose registry does not say when their versions were published, although a rule asks. */
  readonly ageless: Set<string>
}

export function newRecord(): RunRecord {
  return {judged: new Set(), putAside: new Map(), wanted: new Set(), troubles: new Set(), ageless: new Set()}
}

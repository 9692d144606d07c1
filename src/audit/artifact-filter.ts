// Which artifacts of a record are meant by somebody who asks "was I hit?".

import type {Artifact, Ecosystem} from '../core/artifact.ts'
import type {Certainty} from '../core/policy/certainty.ts'
import type {Pattern} from '../core/policy/pattern.ts'
import {PatternIndex} from '../core/policy/pattern-index.ts'
import {type AuditRecord, wasLetThrough} from './audit-record.ts'
import {recordedArtifact} from './recorded-artifact.ts'

export interface Hit {
  readonly shown: string
  /** `possible` where what was asked for leaves the version open. */
  readonly certainty: Certainty
}

export type ArtifactFilter = (record: AuditRecord) => readonly Hit[]

export function artifactFilter(patterns: readonly Pattern[]): ArtifactFilter {
  const indexes = new Map<Ecosystem, PatternIndex<Pattern>>()
  for (const home of ['npm', 'pypi', 'docker'] as const) {
    const filed = patterns.filter(({ecosystem}) => ecosystem === home).flatMap(withPurlCase)
    indexes.set(home, new PatternIndex(filed.map((pattern) => ({pattern, entry: pattern}))))
  }
  const needles = patterns.map(needleOf)
  const mayBeMeant = (text: string): boolean => needles.some((needle) => text.toLowerCase().includes(needle))
  return (record) => {
    const hits = record.artifacts.flatMap((element) => {
      // A record may hold thousands, and a package URL takes its time to be read.
      if (typeof element === 'string' && !mayBeMeant(element)) return []
      const artifact = recordedArtifact(element)
      const matches = artifact && indexes.get(artifact.ecosystem)?.matches({...UNKNOWN, ...artifact})
      if (artifact === undefined || matches === undefined || matches.length === 0) return []
      const isCertain = matches.some(({certainty}) => certainty === 'certain')
      return {shown: artifact.shown, certainty: isCertain ? 'certain' : 'possible'} as const
    })
    if (hits.length > 0 || wasJudgedWhole(record) || !wasLetThrough(record)) return hits
    // Deny: nobody looked at what this command brings. The words that it was given are all there is to go by.
    return record.argv.filter(mayBeMeant).map((shown) => ({shown, certainty: 'possible'}))
  }
}

/** Whether the record names everything that the command asked for. */
export function wasJudgedWhole({coverage, shortened}: Pick<AuditRecord, 'coverage' | 'shortened'>): boolean {
  return coverage !== null && coverage.unjudged === 0 && shortened !== true
}

/** What a log does not keep of an artifact, and what no pattern asks for. */
const UNKNOWN: Pick<Artifact, 'requested' | 'source' | 'requestedIn'> = {
  requested: '',
  source: {kind: 'registry'},
  requestedIn: {kind: 'argv', index: 0},
}

/** A package URL has npm's old names with capitals in small letters. */
function withPurlCase(pattern: Pattern): readonly Pattern[] {
  const name = pattern.name.toLowerCase()
  return pattern.ecosystem === 'npm' && name !== pattern.name ? [pattern, {...pattern, name}] : [pattern]
}

/** Letters that every package URL that is meant has in it. */
function needleOf({ecosystem, kind, name}: Pattern): string {
  const segments = name.toLowerCase().split('/')
  // Host and `library` stand elsewhere in a package URL, or not at all.
  const segment = ecosystem === 'docker' && kind === 'below' ? '' : ((segments.at(-1) || segments.at(-2)) ?? '')
  return /[a-z\d.-]+/.exec(segment)?.[0] ?? ''
}

// Where advisories come from for one ecosystem: a feed, none, or one that should be there and does not answer.

import type {Advisory} from '../../core/advisory.ts'
import type {Affected, FeedEcosystem} from '../../core/osv/affected.ts'
import {advisoryAbout} from '../../core/osv/judge-version.ts'
import {damagedAdvisory, readStored} from '../../core/osv/stored-affected.ts'
import type {Database} from '../../system/sqlite.ts'

export type AdvisorySource =
  /** Nobody ever took a feed of this ecosystem. */
  | {readonly kind: 'none'}
  | SilentSource
  | {
      readonly kind: 'feed'
      /** `YYYY-MM-DD`. */
      readonly date: string
      /** By the name in its ecosystem's normal form. */
      readonly about: (name: string) => KnownAdvisories | SilentSource
    }

/** Never to be taken for a clean answer. */
export interface SilentSource {
  readonly kind: 'silent'
  /** A sentence that names the file. */
  readonly reason: string
  readonly hint?: string
}

export interface KnownAdvisories {
  readonly kind: 'known'
  /** Those about one version; without a version, those about every one. Empty where nothing is known. */
  readonly of: (version?: string) => readonly Advisory[]
}

const NOTHING: KnownAdvisories = {kind: 'known', of: () => []}

/** Throws what SQLite says, at once and at each look-up. */
export function advisoriesIn(database: Database, ecosystem: FeedEcosystem): (name: string) => KnownAdvisories {
  const select = database.prepare('SELECT id, modified, facts FROM advisory WHERE ecosystem = ? AND name = ?')
  return (name) => {
    const rows = select.all(ecosystem, name)
    if (rows.length === 0) return NOTHING
    const byId = new Map<string, Affected>()
    for (const row of rows) {
      const head = {id: String(row.id), modified: Number(row.modified)}
      const affected = readStored(String(row.facts), head, ecosystem) ?? damagedAdvisory(head)
      // One that was added and one of the feed: the later word counts.
      if ((byId.get(head.id)?.modified ?? Number.NEGATIVE_INFINITY) < head.modified) byId.set(head.id, affected)
    }
    return {
      kind: 'known',
      of: (version) => [...byId.values()].flatMap((affected) => advisoryAbout(affected, ecosystem, version) ?? []),
    }
  }
}

// The rows that say which feeds are in force.

import type {FeedEcosystem} from '../../core/osv/affected.ts'
import type {Database} from '../../system/sqlite.ts'

/** `feed`: taken as a whole, and replaced as a whole. `added`: one by one, by the person or the team. */
export const PARTS = {feed: 0, added: 1} as const
export type Part = keyof typeof PARTS

export interface FeedFacts {
  readonly part: Part
  /** `YYYY-MM-DD`: the day that its source says it is of. */
  readonly date: string
  /** When the latest of its entries was changed, milliseconds since 1970. */
  readonly newest: number
  /** Advisories in it, those without a package of this ecosystem left out. */
  readonly entries: number
  /** Address or path, its secrets masked. */
  readonly source: string
  readonly fetched: number
  /** When the source was last asked and had nothing newer. */
  readonly checked?: number
  readonly etag?: string
  readonly lastModified?: string
  /** Entries that could not be read, and what was wrong with the first of them. */
  readonly unread: number
  readonly problems: readonly string[]
}

export interface FeedFailure {
  readonly time: number
  readonly reason: string
}

/** The feed before what was added; none where nothing was ever taken. Throws what SQLite says. */
export function feedsIn(database: Database, ecosystem: FeedEcosystem): readonly FeedFacts[] {
  return database.prepare('SELECT * FROM feed WHERE ecosystem = ? ORDER BY part').all(ecosystem).map(factsOf)
}

function factsOf(row: Readonly<Record<string, unknown>>): FeedFacts {
  const {
    part,
    date,
    newest,
    entries,
    source,
    fetched,
    checked,
    etag,
    last_modified: lastModified,
    unread,
    problems,
  } = row
  return {
    part: part === PARTS.added ? 'added' : 'feed',
    date: String(date),
    newest: Number(newest),
    entries: Number(entries),
    source: String(source),
    fetched: Number(fetched),
    ...(typeof checked === 'number' ? {checked} : {}),
    ...(typeof etag === 'string' ? {etag} : {}),
    ...(typeof lastModified === 'string' ? {lastModified} : {}),
    unread: Number(unread),
    problems: String(problems)
      .split('\n')
      .filter((problem) => problem !== ''),
  }
}

/** `schema` is `main`, or the name that the database is attached by. */
export function writeFeed(database: Database, ecosystem: FeedEcosystem, facts: FeedFacts, schema = 'main'): void {
  const {part, date, newest, entries, source, fetched, checked = null, etag = null, lastModified = null} = facts
  const problems = facts.problems.map((problem) => problem.replaceAll('\n', ' ')).join('\n')
  database
    .prepare(`INSERT OR REPLACE INTO ${schema}.feed (
      ecosystem, part, date, newest, entries, source, fetched, checked, etag, last_modified, unread, problems
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    .run(
      ecosystem,
      PARTS[part],
      date,
      newest,
      entries,
      source,
      fetched,
      checked,
      etag,
      lastModified,
      facts.unread,
      problems,
    )
  database.prepare(`DELETE FROM ${schema}.feed_failure WHERE ecosystem = ?`).run(ecosystem)
}

export function failureIn(database: Database, ecosystem: FeedEcosystem): FeedFailure | undefined {
  const row = database.prepare('SELECT time, reason FROM feed_failure WHERE ecosystem = ?').get(ecosystem)
  return row === undefined ? undefined : {time: Number(row.time), reason: String(row.reason)}
}

export function writeFailure(database: Database, ecosystem: FeedEcosystem, {time, reason}: FeedFailure): void {
  database
    .prepare('INSERT OR REPLACE INTO feed_failure (ecosystem, time, reason) VALUES (?, ?, ?)')
    .run(ecosystem, time, reason)
}

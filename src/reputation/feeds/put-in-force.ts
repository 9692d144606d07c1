// Puts a whole new feed in force, or adds to the one that is: in one transaction, so that whoever looks something up sees the old
// or the new. Only what differs is written.

import type {FeedEcosystem} from '../../core/osv/affected.ts'
import {type Database, inTransaction, troubleOf} from '../../system/sqlite.ts'
import {type FeedFacts, feedsIn, PARTS, writeFeed} from '../cache/feed-table.ts'
import {databasePath, expectFeed} from '../cache/place.ts'
import {type Written, writeTo} from '../cache/write.ts'
import {type Objection, objectionTo} from './objection.ts'
import type {Stage, StagedFeed} from './stage.ts'

export interface NewFeed {
  readonly stage: Stage
  readonly staged: StagedFeed
  readonly ecosystem: FeedEcosystem
  readonly facts: Omit<FeedFacts, 'entries' | 'newest' | 'unread' | 'problems'>
}

export interface Changes {
  readonly added: number
  readonly changed: number
  readonly removed: number
}

export type InForce =
  | {
      readonly kind: 'in-force'
      readonly facts: FeedFacts
      readonly changes: Changes
      readonly previous: FeedFacts | undefined
    }
  | ({readonly kind: 'refused'} & Objection)

/** Another feed may be on its way in. */
const PATIENCE = 15_000

export function putInForce(
  folder: string,
  feed: NewFeed,
  {force, now}: {readonly force: boolean; readonly now: number},
): Written<InForce> {
  const {stage, staged, ecosystem} = feed
  return writeTo({folder, patience: PATIENCE, now}, (target): InForce => {
    const previous = feedsIn(target, ecosystem).find(({part}) => part === feed.facts.part)
    const objection = objectionTo(staged, ecosystem, feed.facts.part === 'feed' ? previous : undefined)
    if (objection !== undefined && !(force && objection.canForce)) return {kind: 'refused', ...objection}
    expectFeed(folder, ecosystem)
    const {database} = stage
    database.prepare('ATTACH DATABASE ? AS target').run(databasePath(folder))
    try {
      database.exec('PRAGMA target.synchronous = NORMAL; PRAGMA busy_timeout = 5000')
      const done = inTransaction(database, () =>
        feed.facts.part === 'feed' ? replace(database, feed) : add(database, feed),
      )
      return {kind: 'in-force', ...done, previous}
    } finally {
      database.exec('DETACH DATABASE target')
      shortenLog(target)
    }
  })
}

/** The log is as long as the feed. It is in force already: where there is no room now, the log is worked off another time. */
function shortenLog(target: Database): void {
  try {
    target.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } catch (error) {
    if (troubleOf(error) === undefined) throw error
  }
}

type Done = Omit<Extract<InForce, {kind: 'in-force'}>, 'kind' | 'previous'>

function replace(database: Database, {ecosystem, staged, facts}: NewFeed): Done {
  const before = countOf(database, ecosystem, PARTS.feed)
  const removed = run(
    database,
    `DELETE FROM target.advisory AS old WHERE ecosystem = ? AND part = ${PARTS.feed}
      AND NOT EXISTS (SELECT 1 FROM main.staged WHERE staged.name = old.name AND staged.id = old.id)`,
    ecosystem,
  )
  const written = run(
    database,
    `INSERT INTO target.advisory (ecosystem, name, id, part, modified, facts)
      SELECT ?, name, id, ${PARTS.feed}, modified, facts FROM main.staged WHERE true ORDER BY name, id
      ON CONFLICT DO UPDATE SET modified = excluded.modified, facts = excluded.facts
        WHERE modified <> excluded.modified OR facts <> excluded.facts`,
    ecosystem,
  )
  // What was added by hand and has come into the feed since.
  run(
    database,
    `DELETE FROM target.advisory AS old WHERE ecosystem = ? AND part = ${PARTS.added} AND EXISTS (
      SELECT 1 FROM main.staged WHERE staged.name = old.name AND staged.id = old.id AND staged.modified >= old.modified)`,
    ecosystem,
  )
  const added = countOf(database, ecosystem, PARTS.feed) - (before - removed)
  const {entries, newest, unread, problems} = staged
  const whole: FeedFacts = {...facts, entries, newest, unread, problems}
  writeFeed(database, ecosystem, whole, 'target')
  return {facts: whole, changes: {added, changed: written - added, removed}}
}

function add(database: Database, {ecosystem, staged, facts}: NewFeed): Done {
  const before = countOf(database, ecosystem, PARTS.added)
  let removed = 0
  const takeBack = database.prepare('DELETE FROM target.advisory WHERE ecosystem = ? AND id = ? AND modified <= ?')
  for (const [id, modified] of staged.withdrawn) removed += Number(takeBack.run(ecosystem, id, modified).changes)
  const replaced = run(
    database,
    `DELETE FROM target.advisory AS old WHERE ecosystem = ? AND part = ${PARTS.added} AND modified <= (
      SELECT max(modified) FROM main.staged WHERE staged.id = old.id)`,
    ecosystem,
  )
  run(
    database,
    `INSERT INTO target.advisory (ecosystem, name, id, part, modified, facts)
      SELECT ?, name, id, ${PARTS.added}, modified, facts FROM main.staged WHERE true ON CONFLICT DO NOTHING`,
    ecosystem,
  )
  const added = countOf(database, ecosystem, PARTS.added) - before + replaced
  const {entries = 0} =
    database
      .prepare(
        `SELECT count(DISTINCT id) AS entries FROM target.advisory WHERE ecosystem = ? AND part = ${PARTS.added}`,
      )
      .get(ecosystem) ?? {}
  const {newest, unread, problems} = staged
  const whole: FeedFacts = {...facts, entries: Number(entries), newest, unread, problems}
  writeFeed(database, ecosystem, whole, 'target')
  return {facts: whole, changes: {added: Math.max(0, added - replaced), changed: replaced, removed}}
}

function run(database: Database, sql: string, ecosystem: FeedEcosystem): number {
  return Number(database.prepare(sql).run(ecosystem).changes)
}

function countOf(database: Database, ecosystem: FeedEcosystem, part: number): number {
  const {count} = database
    .prepare('SELECT count(*) AS count FROM target.advisory WHERE ecosystem = ? AND part = ?')
    .get(ecosystem, part) ?? {count: 0}
  return Number(count)
}

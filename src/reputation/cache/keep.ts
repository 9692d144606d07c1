// Writes down what one run learned, all of it in one transaction at its end. It is a memory, not a record: what does not fit
// into the time or the room is left out, and learned again another day.

import {type Database, inTransaction} from '../../system/sqlite.ts'
import type {PackageFacts} from './known-package.ts'
import {registryKey} from './registry-key.ts'
import {storeRelease} from './stored-release.ts'

/** Bytes of facts, and packages, that are kept; those that were not used for the longest time go first. */
export const MOST_BYTES = 64 * 1024 * 1024
const MOST_PACKAGES = 20_000
const MOST_NOTES = 10_000
const LONGEST_NOTE = 4096
/** What remains after the least used went, so that not every run has to throw something away. */
const REMAINDER = 0.9
/** Milliseconds: nobody waits for a memory. */
const LONGEST_WRITING = 250

export interface Learned {
  readonly registry: string
  readonly name: string
  readonly facts: PackageFacts
}

export interface Kept {
  readonly packages: number
  /** Of those that were to be kept. */
  readonly leftOut: number
}

export interface Caps {
  readonly bytes: number
  readonly packages: number
}

/** `now` in milliseconds. Throws what SQLite says. */
export function keepIn(
  database: Database,
  learned: readonly Learned[],
  notes: ReadonlyMap<string, string>,
  now: number,
  caps: Caps = {bytes: MOST_BYTES, packages: MOST_PACKAGES},
): Kept {
  const started = performance.now()
  return inTransaction(database, () => {
    const keepOne = keeper(database, now)
    let packages = 0
    for (const one of learned) {
      if (performance.now() - started > LONGEST_WRITING) break
      if (keepOne(one)) packages++
    }
    keepNotes(database, notes, now)
    prune(database, caps)
    return {packages, leftOut: learned.length - packages}
  })
}

function keeper(database: Database, now: number): (learned: Learned) => boolean {
  const upsert = database.prepare(`
    INSERT INTO package (registry, name, etag, modified, fetched, used, bytes) VALUES (?, ?, ?, ?, ?, ?, 0)
    ON CONFLICT (registry, name) DO UPDATE SET
      etag = excluded.etag, modified = excluded.modified, fetched = excluded.fetched, used = excluded.used
    RETURNING id`)
  const insert = database.prepare(
    'INSERT OR IGNORE INTO release (package, version, first_seen, facts) VALUES (?, ?, ?, ?)',
  )
  const grow = database.prepare('UPDATE package SET bytes = bytes + ? WHERE id = ?')
  return ({registry, name, facts}) => {
    const key = registryKey(registry)
    if (key === undefined) return false
    const {etag = null, modified = null, fetched, releases} = facts
    const {id = null} = upsert.get(key, name, etag, modified, fetched, now) ?? {}
    let bytes = 0
    for (const release of releases) {
      const text = storeRelease(release)
      if (text !== undefined && insert.run(id, release.version, now, text).changes !== 0) bytes += text.length
    }
    if (bytes > 0) grow.run(bytes, id)
    return true
  }
}

function keepNotes(database: Database, notes: ReadonlyMap<string, string>, now: number): void {
  if (notes.size === 0) return
  const upsert = database.prepare(`
    INSERT INTO note (key, value, time) VALUES (?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, time = excluded.time`)
  for (const [key, value] of notes) if (key.length + value.length <= LONGEST_NOTE) upsert.run(key, value, now)
  database
    .prepare('DELETE FROM note WHERE key IN (SELECT key FROM note ORDER BY time DESC, key LIMIT -1 OFFSET ?)')
    .run(MOST_NOTES)
}

function prune(database: Database, caps: Caps): void {
  const {packages, bytes} =
    database.prepare('SELECT count(*) AS packages, total(bytes) AS bytes FROM package').get() ?? {}
  if (Number(packages) <= caps.packages && Number(bytes) <= caps.bytes) return
  // Without the first ones that fit, by how lately they were used.
  database
    .prepare(`
      DELETE FROM package WHERE id IN (
        SELECT id FROM (
          SELECT id, row_number() OVER latest AS position, total(bytes) OVER latest AS together FROM package
          WINDOW latest AS (ORDER BY used DESC, id DESC ROWS UNBOUNDED PRECEDING)
        ) WHERE position > ? OR together > ?
      )`)
    .run(Math.floor(caps.packages * REMAINDER), Math.floor(caps.bytes * REMAINDER))
}

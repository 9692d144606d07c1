// A new feed on its way in: a database of its own, on the disk and without a name. Nothing of it is in force before it is whole,
// and nothing of it is left when the process dies, but for an empty file where it dies right here, which the next writer removes.

import {randomUUID} from 'node:crypto'
import {closeSync, openSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {assertNever} from '../../core/assert-never.ts'
import type {Affected, FeedEcosystem} from '../../core/osv/affected.ts'
import {readEntry} from '../../core/osv/read-entry.ts'
import {storeAffected} from '../../core/osv/stored-affected.ts'
import {makeOwnFolder} from '../../system/own-folder.ts'
import {type Database, openDatabase} from '../../system/sqlite.ts'
import type {FeedRecord} from './feed-record.ts'

/** Kilobytes of pages in memory, beside those of the system. */
const CACHE = 8 * 1024
/** Sentences that are kept of entries that cannot be read. */
const MOST_PROBLEMS = 5
/** Entries that one addition can take back. */
const MOST_WITHDRAWN = 100_000

export interface StagedFeed {
  /** Advisories about packages of the ecosystem. */
  readonly entries: number
  /** Everything that the file holds. */
  readonly records: number
  readonly unread: number
  readonly problems: readonly string[]
  /** When the latest of all entries was changed, milliseconds since 1970. */
  readonly newest: number
  /** Ids that were taken back, and when that was said. */
  readonly withdrawn: ReadonlyMap<string, number>
}

export class Stage {
  readonly database: Database
  readonly #ecosystem: FeedEcosystem
  readonly #now: number
  readonly #insert: ReturnType<Database['prepare']>
  readonly #problems: string[] = []
  readonly #withdrawn = new Map<string, number>()
  #records = 0
  #unread = 0
  #newest = 0

  /** Throws what SQLite or the file system say of `folder`. */
  constructor(folder: string, ecosystem: FeedEcosystem, now: number) {
    this.#ecosystem = ecosystem
    this.#now = now
    makeOwnFolder(folder)
    const path = join(folder, `.${randomUUID()}.tmp`)
    closeSync(openSync(path, 'wx', 0o600))
    try {
      this.database = openDatabase(path)
      this.database.exec(`
        PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA main.locking_mode = EXCLUSIVE; PRAGMA cache_size = -${CACHE};
        CREATE TABLE staged (
          name TEXT NOT NULL, id TEXT NOT NULL, modified INTEGER NOT NULL, facts TEXT NOT NULL, PRIMARY KEY (name, id)
        ) WITHOUT ROWID;
        BEGIN`)
    } finally {
      rmSync(path, {force: true})
    }
    // An id that comes twice: the later word counts.
    this.#insert = this.database.prepare(`
      INSERT INTO staged (name, id, modified, facts) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET modified = excluded.modified, facts = excluded.facts WHERE excluded.modified >= modified`)
  }

  /** An entry as OSV publishes it. */
  take(record: Exclude<FeedRecord, {kind: 'broken'}>): void {
    this.#records++
    if (record.kind === 'unreadable') {
      this.#cannotRead(`${record.place}: ${record.reason}`)
      return
    }
    const reading = readEntry(record.value, this.#ecosystem, this.#now)
    switch (reading.kind) {
      case 'malformed':
        this.#cannotRead(`entry ${this.#records}: ${reading.reason}`)
        return
      case 'elsewhere':
        return
      case 'withdrawn':
        this.#newest = Math.max(this.#newest, reading.modified)
        if (this.#withdrawn.size < MOST_WITHDRAWN) this.#withdrawn.set(reading.id, reading.modified)
        return
      case 'entry':
        for (const [name, affected] of reading.packages) this.put(name, affected)
        return
      default:
        assertNever(reading)
    }
  }

  put(name: string, affected: Affected): void {
    this.#newest = Math.max(this.#newest, affected.modified)
    this.#insert.run(name, affected.id, affected.modified, storeAffected(affected))
  }

  end(): StagedFeed {
    this.database.exec('COMMIT')
    const {entries} = this.database.prepare('SELECT count(DISTINCT id) AS entries FROM staged').get() ?? {}
    return {
      entries: Number(entries),
      records: this.#records,
      unread: this.#unread,
      problems: this.#problems,
      // A clock that is ahead somewhere must not make a feed that nothing later is newer than.
      newest: Math.min(this.#newest, this.#now),
      withdrawn: this.#withdrawn,
    }
  }

  close(): void {
    this.database.close()
  }

  #cannotRead(problem: string): void {
    this.#unread++
    if (this.#problems.length < MOST_PROBLEMS) this.#problems.push(problem)
  }
}

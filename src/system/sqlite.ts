// SQLite as it comes with Node, taken at once and only where it is used: loading and opening take half a millisecond.

import type {DatabaseSync} from 'node:sqlite'

export type Database = DatabaseSync

/** Throws what SQLite says; `troubleOf` tells what kind of thing that is. */
export function openDatabase(path: string, options: {readonly readOnly?: boolean} = {}): Database {
  return new (process.getBuiltinModule('node:sqlite').DatabaseSync)(path, options)
}

/** All of it or nothing. `BEGIN IMMEDIATE` waits for another writer as long as `busy_timeout` says. */
export function inTransaction<T>(database: Database, act: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const value = act()
    database.exec('COMMIT')
    return value
  } catch (error) {
    try {
      database.exec('ROLLBACK')
    } catch {
      // SQLite has rolled back by itself, as after a full disk.
    }
    throw error
  }
}

export interface DatabaseTrouble {
  /** `damaged`: it is no database, or one whose pages contradict each other. `busy`: somebody else had it for too long. */
  readonly kind: 'damaged' | 'busy' | 'full' | 'other'
  /** In SQLite's words or the system's: `database disk image is malformed`. */
  readonly message: string
}

/** SQLite's primary result codes (sqlite.org, "Result and Error Codes"). */
const CODES: ReadonlyMap<number, DatabaseTrouble['kind']> = new Map([
  [5, 'busy'],
  [6, 'busy'],
  [11, 'damaged'],
  [26, 'damaged'],
  [13, 'full'],
])

/** What SQLite or the file system could not do; undefined for an error of our own. */
export function troubleOf(error: unknown): DatabaseTrouble | undefined {
  if (!(error instanceof Error)) return undefined
  const {message, code, errcode} = error as Error & {readonly code?: unknown; readonly errcode?: unknown}
  if (typeof errcode === 'number') return {kind: CODES.get(errcode & 0xff) ?? 'other', message}
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return {kind: 'full', message}
  return typeof code === 'string' && /^E[A-Z]+$/.test(code) ? {kind: 'other', message} : undefined
}

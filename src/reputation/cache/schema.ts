// The tables of the reputation cache, by version. A step is never changed once it was released; another is added behind it.

import {type Database, inTransaction} from '../../system/sqlite.ts'

/** `SALP`, in the header of the file: whose database it is. */
export const APPLICATION_ID = 0x53_41_4c_50

/** Step n brings version n to version n + 1, which stands in `user_version`. */
const STEPS: readonly string[] = [
  `
  -- part 0: of the feed; part 1: added one by one, which the feed does not take away.
  CREATE TABLE advisory (
    ecosystem TEXT NOT NULL, name TEXT NOT NULL, id TEXT NOT NULL, part INTEGER NOT NULL,
    modified INTEGER NOT NULL, facts TEXT NOT NULL,
    PRIMARY KEY (ecosystem, name, id, part)
  ) WITHOUT ROWID;
  CREATE TABLE feed (
    ecosystem TEXT NOT NULL, part INTEGER NOT NULL, date TEXT NOT NULL, newest INTEGER NOT NULL, entries INTEGER NOT NULL,
    source TEXT NOT NULL, fetched INTEGER NOT NULL, checked INTEGER, etag TEXT, last_modified TEXT,
    unread INTEGER NOT NULL, problems TEXT NOT NULL,
    PRIMARY KEY (ecosystem, part)
  ) WITHOUT ROWID;
  CREATE TABLE feed_failure (ecosystem TEXT PRIMARY KEY, time INTEGER NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE package (
    id INTEGER PRIMARY KEY, registry TEXT NOT NULL, name TEXT NOT NULL, etag TEXT, modified INTEGER,
    fetched INTEGER NOT NULL, used INTEGER NOT NULL, bytes INTEGER NOT NULL,
    UNIQUE (registry, name)
  );
  CREATE TABLE release (
    package INTEGER NOT NULL REFERENCES package (id) ON DELETE CASCADE, version TEXT NOT NULL,
    first_seen INTEGER NOT NULL, facts TEXT NOT NULL,
    PRIMARY KEY (package, version)
  ) WITHOUT ROWID;
  CREATE TABLE note (key TEXT PRIMARY KEY, value TEXT NOT NULL, time INTEGER NOT NULL) WITHOUT ROWID;
  `,
]

export const SCHEMA_VERSION = STEPS.length

export function versionOf(database: Database): number {
  return numberOf(database, 'user_version')
}

export function applicationOf(database: Database): number {
  return numberOf(database, 'application_id')
}

/** All steps from the version of the file on, or none. For the one who holds the lock of writers. */
export function migrate(database: Database, steps: readonly string[] = STEPS): void {
  const version = versionOf(database)
  if (version >= steps.length) return
  inTransaction(database, () => {
    for (const step of steps.slice(version)) database.exec(step)
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${steps.length}`)
  })
}

function numberOf(database: Database, pragma: string): number {
  return Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma])
}

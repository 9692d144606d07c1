import {closeSync, openSync} from 'node:fs'
import {setTimeout as wait} from 'node:timers/promises'
import {openDatabase, troubleOf} from './sqlite.ts'

export interface FileLock {
  readonly release: () => void
}

const POLL = 100

/**
 * An exclusive SQLite transaction on a small file, which the kernel lets go of when its holder dies in any way. Undefined when
 * it was not free within `patience` milliseconds. Throws when the file cannot be made.
 */
export async function lockFile(path: string, patience: number): Promise<FileLock | undefined> {
  const deadline = performance.now() + patience
  for (;;) {
    const lock = lockFileAtOnce(path, 0)
    if (lock !== undefined || performance.now() >= deadline) return lock
    await wait(POLL)
  }
}

/** The same lock for what takes a moment only: this process stands still until it has it. */
export function lockFileAtOnce(path: string, patience: number): FileLock | undefined {
  // SQLite would make it readable for others.
  closeSync(openSync(path, 'a', 0o600))
  const database = openDatabase(path)
  try {
    // Nothing is written, so no journal is needed, for which a full disk would have no room.
    database.exec(`PRAGMA busy_timeout = ${patience}; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE`)
    return {release: () => database.close()}
  } catch (error) {
    database.close()
    if (troubleOf(error)?.kind !== 'busy') throw error
    return undefined
  }
}

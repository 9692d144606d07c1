import {closeSync, openSync} from 'node:fs'
import {setTimeout as wait} from 'node:timers/promises'
import {type Database, openDatabase, troubleOf} from './sqlite.ts'

export interface FileLock {
  readonly release: () => void
}

const POLL = 100
/** Milliseconds between two attempts of who stands still: as long as a holder takes, so that nobody sleeps past a free lock. */
const SHORTEST_POLL = 1
const LONGEST_POLL = 5
/** On a machine that is loaded, time passes in which a process does not run: it gets one attempt for so many milliseconds at least. */
const SLOWEST_PACE = 7

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

/**
 * The same lock for what takes a moment only: this process stands still until it has it. It asks in short turns by itself, because
 * SQLite's own waiting grows to a tenth of a second, and whoever waited longest would come last.
 */
export function lockFileAtOnce(path: string, patience: number): FileLock | undefined {
  // SQLite would make it readable for others.
  closeSync(openSync(path, 'a', 0o600))
  const database = openDatabase(path)
  const deadline = performance.now() + patience
  const fewestAttempts = patience / SLOWEST_PACE
  try {
    for (let attempt = 1; !isTaken(database); attempt++) {
      if (performance.now() >= deadline && attempt >= fewestAttempts) {
        database.close()
        return undefined
      }
      standStill(SHORTEST_POLL + Math.random() * (LONGEST_POLL - SHORTEST_POLL))
    }
    return {release: () => database.close()}
  } catch (error) {
    database.close()
    throw error
  }
}

function isTaken(database: Database): boolean {
  try {
    // Nothing is written, so no journal is needed, for which a full disk would have no room.
    database.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return true
  } catch (error) {
    if (troubleOf(error)?.kind !== 'busy') throw error
    return false
  }
}

function standStill(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

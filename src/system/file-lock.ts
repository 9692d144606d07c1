import {closeSync, openSync} from 'node:fs'
import {setTimeout as wait} from 'node:timers/promises'

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
  // Not by `import`, so that it can be had at once; it takes a millisecond.
  const {DatabaseSync} = process.getBuiltinModule('node:sqlite')
  // SQLite would make it readable for others.
  closeSync(openSync(path, 'a', 0o600))
  const database = new DatabaseSync(path)
  try {
    // Nothing is written, so no journal is needed, for which a full disk would have no room.
    database.exec(`PRAGMA busy_timeout = ${patience}; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE`)
    return {release: () => database.close()}
  } catch (error) {
    database.close()
    if (!/locked|busy/i.test(String(error))) throw error
    return undefined
  }
}

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
  const {DatabaseSync} = await import('node:sqlite')
  // SQLite would make it readable for others.
  closeSync(openSync(path, 'a', 0o600))
  const deadline = performance.now() + patience
  for (;;) {
    const database = new DatabaseSync(path)
    try {
      database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE')
      return {release: () => database.close()}
    } catch (error) {
      database.close()
      if (!/locked|busy/i.test(String(error))) throw error
      if (performance.now() >= deadline) return undefined
    }
    await wait(POLL)
  }
}

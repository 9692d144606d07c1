import {lstatSync, mkdirSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {isAbsolute, join} from 'node:path'
import {setTimeout as wait} from 'node:timers/promises'

export interface TerminalLock {
  readonly release: () => void
}

const POLL = 100

/**
 * One question at a time for each terminal. The lock is an exclusive SQLite transaction on a small file, which the kernel
 * lets go of when its holder dies in any way. Undefined when it was not free within `patience` milliseconds, or when there is
 * no folder that only this user can write.
 */
export async function lockTerminal(
  device: string,
  environment: Readonly<Record<string, string | undefined>>,
  patience: number,
): Promise<TerminalLock | undefined> {
  const folder = lockFolder(environment)
  if (folder === undefined) return undefined
  const {DatabaseSync} = await import('node:sqlite')
  const deadline = performance.now() + patience
  for (;;) {
    const database = new DatabaseSync(join(folder, `terminal-${device}.lock`))
    try {
      database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE')
      return {release: () => database.close()}
    } catch (error) {
      database.close()
      if (!/locked|busy/i.test(String(error)) || performance.now() >= deadline) return undefined
    }
    await wait(POLL)
  }
}

/** `$XDG_RUNTIME_DIR`, which belongs to the user by its specification, else a folder of the user's own among temporary files. */
function lockFolder({XDG_RUNTIME_DIR: runtime}: Readonly<Record<string, string | undefined>>): string | undefined {
  const user = process.getuid?.() ?? 0
  const candidates = [
    ...(runtime && isAbsolute(runtime) ? [join(runtime, 'sallyport')] : []),
    join(tmpdir(), `sallyport-${user}`),
  ]
  return candidates.find((folder) => {
    try {
      mkdirSync(folder, {recursive: true, mode: 0o700})
      const status = lstatSync(folder)
      // Deny: a folder that others could have put there, or can write to, proves nothing.
      return status.isDirectory() && status.uid === user && (status.mode & 0o022) === 0
    } catch {
      return false
    }
  })
}

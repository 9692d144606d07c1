import {lstatSync, mkdirSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {isAbsolute, join} from 'node:path'
import {type FileLock, lockFile} from './file-lock.ts'

/**
 * One question at a time for each terminal. Undefined when the lock was not free within `patience` milliseconds, or when there
 * is no folder that only this user can write.
 */
export async function lockTerminal(
  device: string,
  environment: Readonly<Record<string, string | undefined>>,
  patience: number,
): Promise<FileLock | undefined> {
  const folder = lockFolder(environment)
  if (folder === undefined) return undefined
  try {
    return await lockFile(join(folder, `terminal-${device}.lock`), patience)
  } catch {
    // Deny: without a lock nobody knows whether another question is open.
    return undefined
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

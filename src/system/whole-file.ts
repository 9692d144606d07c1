import {closeSync, fchmodSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {basename, dirname, join} from 'node:path'

/**
 * Puts a file in place whole: written beside it, flushed to the disk, renamed over it. Whoever opens the path sees the old
 * content or the new, also after a crash. For one writer at a time. `mode` is that of the new file. Throws what the file system
 * says.
 */
export function replaceFile(path: string, content: string | Uint8Array, mode = 0o600): void {
  const folder = dirname(path)
  const fresh = join(folder, `.${basename(path)}.${process.pid}${TEMPORARY}`)
  rmSync(fresh, {force: true})
  const file = openSync(fresh, 'wx', 0o600)
  try {
    try {
      writeFileSync(file, content)
      if (mode !== 0o600) fchmodSync(file, mode)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(fresh, path)
  } catch (error) {
    rmSync(fresh, {force: true})
    throw error
  }
  flushFolder(folder)
}

/** Removes what a writer that was killed left behind. Only under the lock that writers of this folder hold. */
export function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith('.') && name.endsWith(TEMPORARY)) rmSync(join(folder, name), {force: true})
  }
}

const TEMPORARY = '.tmp'

/** The rename itself is lasting only with its folder. */
export function flushFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r')
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  } catch {
    // Not every file system can; the content is safe, and after a crash the old file is as good.
  }
}

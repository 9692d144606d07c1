// A database that is damaged is put out of the way under another name, so that the next writer begins a new one.

import {existsSync, renameSync, rmSync, statSync} from 'node:fs'
import {lockFileAtOnce} from '../../system/file-lock.ts'
import {damagedPaths, databasePath, writerLockPath} from './place.ts'

/** Milliseconds. Whoever writes is done in less, or is putting in a whole feed; then the next command sets it aside. */
const PATIENCE = 2000
/** The damaged files that are kept: they may be as large as all feeds. */
const KEPT = 2

/** What tells the file that was found damaged from one that took its place. */
export function identityOf(path: string): string {
  const {dev, ino} = statSync(path)
  return `${dev}:${ino}`
}

/** A sentence: where the file is now, or why it stays. `now` in milliseconds. */
export function setAside(folder: string, identity: string, damage: string, now: number): string {
  const path = databasePath(folder)
  const what = `the reputation cache \`${path}\` is damaged (${damage})`
  try {
    const lock = lockFileAtOnce(writerLockPath(folder), PATIENCE)
    if (lock === undefined) return `${what}, and another process is writing to it`
    try {
      // Somebody else may have found the damage first.
      if (!existsSync(path) || identityOf(path) !== identity) return `${what} and was set aside meanwhile`
      return `${what} and was set aside as \`${moveAway(folder, now)}\``
    } finally {
      lock.release()
    }
  } catch (error) {
    return `${what} and cannot be set aside (${error instanceof Error ? error.message : String(error)})`
  }
}

/** For the one who holds the lock of writers. The new path. */
export function moveAway(folder: string, now: number): string {
  const path = databasePath(folder)
  const time = new Date(now).toISOString().replace(/[:.]/g, '')
  const aside = `${path}.damaged-${time}`
  renameSync(path, aside)
  // Pages that were not in the file yet; their index is of no use to anybody.
  if (existsSync(`${path}-wal`)) renameSync(`${path}-wal`, `${aside}-wal`)
  rmSync(`${path}-shm`, {force: true})
  for (const old of damagedPaths(folder).slice(0, -KEPT)) {
    for (const ending of ['', '-wal', '-shm']) rmSync(`${old}${ending}`, {force: true})
  }
  return aside
}

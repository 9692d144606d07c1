// Removes what was fetched and remembered. What it was to do with the database is forgotten with it: no feed is missed any more.

import {existsSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {lockFileAtOnce} from '../../system/file-lock.ts'
import {damagedPaths, databasePath, expectNoFeed, FEED_ECOSYSTEMS, writerLockPath} from './place.ts'

const PATIENCE = 5000

/** The files and folders that `clearCache` removes, as far as they are there. */
export function clearable(folder: string): readonly string[] {
  return [databasePath(folder), ...damagedPaths(folder), join(folder, 'names')].filter((path) => existsSync(path))
}

/** Undefined, or a sentence why not everything is gone. */
export function clearCache(folder: string): string | undefined {
  try {
    const lock = lockFileAtOnce(writerLockPath(folder), PATIENCE)
    if (lock === undefined) return `another process writes to \`${databasePath(folder)}\``
    try {
      for (const path of clearable(folder)) {
        for (const ending of ['', '-wal', '-shm']) rmSync(`${path}${ending}`, {recursive: true, force: true})
      }
      for (const ecosystem of FEED_ECOSYSTEMS) expectNoFeed(folder, ecosystem)
      return undefined
    } finally {
      lock.release()
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

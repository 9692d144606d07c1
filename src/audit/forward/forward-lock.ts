// Who sends the log holds a lock, so that one process does it at a time.

import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {lockFileAtOnce} from '../../system/file-lock.ts'
import {forwardFolder} from './forward-record.ts'

export function forwardLockPath(folder: string): string {
  return join(forwardFolder(folder), 'lock')
}

/** Whether a process is sending just now. */
export function isBeingForwarded(folder: string): boolean {
  try {
    mkdirSync(forwardFolder(folder), {recursive: true, mode: 0o700})
    const lock = lockFileAtOnce(forwardLockPath(folder), 0)
    lock?.release()
    return lock === undefined
  } catch {
    // Where nothing can be locked, nothing can be remembered either, and nothing is sent.
    return true
  }
}

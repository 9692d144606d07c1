// What can be said of the log without reading it: its size, and whether its end is what the head remembers.

import {readSync} from 'node:fs'
import {sha256} from '../system/digest.ts'
import {type AuditHead, readAuditHead} from './audit-head.ts'
import {auditLogError, besideWriters} from './audit-log.ts'
import {closeLogFiles, type LogFile, openLogFiles} from './log-files.ts'

export interface LogStatus {
  readonly files: number
  readonly bytes: number
  /** Of the newest record, and of the oldest that is kept. */
  readonly last: number
  readonly first: number
  /** `cut`: the end is not what it was when somebody last looked. `headless`: nobody knows. */
  readonly end: 'whole' | 'cut' | 'headless'
}

/** The longest line that our writers make, and more. */
const LONGEST = 512 * 1024

/** Throws `AuditLogError`. */
export function logStatus(folder: string): LogStatus {
  let files: readonly LogFile[] = []
  try {
    const head = besideWriters(folder, () => {
      files = openLogFiles(folder)
      return readAuditHead(folder)
    })
    const bytes = files.reduce((sum, {size}) => sum + size, 0)
    const {sequence: last = 0, first = 0} = head ?? {}
    return {files: files.length, bytes, last, first, end: endOf(files, head)}
  } catch (error) {
    throw auditLogError(`could not read the audit log in \`${folder}\``, error)
  } finally {
    closeLogFiles(files)
  }
}

function endOf(files: readonly LogFile[], head: AuditHead | undefined): LogStatus['end'] {
  if (head === undefined) return files.length === 0 ? 'whole' : 'headless'
  const {rotation, size, hash} = head
  // Put aside since the head was written: then the head is of the file that was.
  const isRotated = files.some((file) => file.rotation === rotation + 1)
  const file = files.find((one) => one.rotation === (isRotated ? rotation + 1 : undefined))
  if (size === 0) return 'whole'
  if (file === undefined || file.size < size) return 'cut'
  return hash === null || hash === sha256(lineBefore(file, size)) ? 'whole' : 'cut'
}

/** The line that ends at `end`, without its line break. */
function lineBefore({file}: LogFile, end: number): Buffer {
  const start = Math.max(0, end - LONGEST)
  const bytes = Buffer.alloc(end - start - 1)
  readSync(file, bytes, 0, bytes.length, start)
  return bytes.subarray(bytes.lastIndexOf(0x0a) + 1)
}

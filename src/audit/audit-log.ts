// The audit log as files: one JSON line a judged command, chained to the line before, appended by one writer at a time.

import {closeSync, ftruncateSync, mkdirSync, renameSync, rmSync, writeSync} from 'node:fs'
import {join} from 'node:path'
import {type FileLock, lockFileAtOnce} from '../system/file-lock.ts'
import {type AuditEntry, auditLine} from './audit-entry.ts'
import {type AuditHead, writeAuditHead} from './audit-head.ts'
import {chainedLine} from './chain-link.ts'
import {firstSequence} from './first-sequence.ts'
import {closeLogFiles, currentPath, openCurrent, openLogFiles, rotatedPath, rotationsIn} from './log-files.ts'
import {type LogState, logState} from './log-state.ts'

export class AuditLogError extends Error {
  override readonly name = 'AuditLogError'
}

export interface LogLimits {
  /** Bytes after which a file is put aside. */
  readonly size: number
  /** Files that are kept, the current one among them. */
  readonly files: number
}

const LIMITS: LogLimits = {size: 8 * 1024 * 1024, files: 8}

/** A writer holds the lock for less than a millisecond. One that was stopped in that time must not stop everybody. */
const PATIENCE = 2000

/**
 * Appends one line to `<folder>/audit.jsonl` and gives its sequence number. What it costs stands before every install, so the hash
 * of the line is left to `sealAuditLog`. Throws `AuditLogError` with a sentence when the line could not be written.
 */
export function appendAuditEntry(folder: string, entry: AuditEntry, limits = LIMITS): number {
  const body = auditLine(entry)
  return underLock(folder, () => {
    let current = openCurrent(folder)
    try {
      const state = logState(folder, current)
      const head = state.isTorn ? ended(current, state) : state.head
      const sequence = head.sequence + 1
      const line = chainedLine({sequence, previous: state.previous}, body)
      if (head.size > 0 && head.size + line.length > limits.size) {
        rotate(folder, head, limits)
        closeSync(current.file)
        current = openCurrent(folder)
      } else if (state.isBehind) writeAuditHead(folder, head)
      writeWhole(current, line)
      return sequence
    } finally {
      closeSync(current.file)
    }
  })
}

/** Writes down what the log's end is now. When it fails, the next writer or `log --verify` finds out by itself. */
export function sealAuditLog(folder: string): void {
  try {
    underLock(folder, () => {
      const current = openCurrent(folder)
      try {
        const {head, isBehind} = logState(folder, current)
        if (isBehind) writeAuditHead(folder, head)
      } finally {
        closeSync(current.file)
      }
    })
  } catch (error) {
    if (!(error instanceof AuditLogError)) throw error
  }
}

/** For readers that have to see head and files of the same moment. Without the lock, where it cannot be had. */
export function besideWriters<Result>(folder: string, act: () => Result): Result {
  let lock: FileLock | undefined
  try {
    lock = lockFileAtOnce(join(folder, LOCK), PATIENCE)
  } catch {
    // A folder that cannot be written, or none at all: nobody writes there.
  }
  try {
    return act()
  } finally {
    lock?.release()
  }
}

const LOCK = 'audit.lock'

function underLock<Result>(folder: string, act: () => Result): Result {
  let lock: FileLock | undefined
  try {
    mkdirSync(folder, {recursive: true, mode: 0o700})
    lock = lockFileAtOnce(join(folder, LOCK), PATIENCE)
    if (lock === undefined) throw Object.assign(new Error('the lock is taken'), {code: 'EBUSY'})
    return act()
  } catch (error) {
    throw auditLogError(`could not write the audit log \`${currentPath(folder)}\``, error)
  } finally {
    lock?.release()
  }
}

/** A sentence of what the file system says; anything else is a bug and stays one. */
export function auditLogError(what: string, error: unknown): unknown {
  const {code, message} = error as NodeJS.ErrnoException
  if (code === undefined) return error
  return new AuditLogError(`${what}: ${REASONS.get(code) ?? (code.startsWith('ERR_') ? message : code)}`)
}

const REASONS = new Map([
  ['EBUSY', 'another command has been writing to it for too long'],
  ['EACCES', 'permission denied'],
  ['EDQUOT', 'the quota is used up'],
  ['EEXIST', 'a file is in the place of its folder'],
  ['EFTYPE', 'it is no regular file'],
  ['ELOOP', 'it is a symbolic link'],
  ['ENOSPC', 'the disk is full'],
  ['ENOTDIR', 'a file is in the place of its folder'],
  ['ENXIO', 'it is no regular file'],
  ['EROFS', 'the file system is read only'],
])

/** The head is true of the file that is put aside before it is: then a crash in between is seen by the file's new name. */
function rotate(folder: string, head: AuditHead, {files}: LogLimits): void {
  writeAuditHead(folder, head)
  const rotation = Math.max(head.rotation, rotationsIn(folder).at(-1) ?? 0) + 1
  renameSync(currentPath(folder), rotatedPath(folder, rotation))
  const rotated = openLogFiles(folder)
  try {
    const tooMany = Math.max(0, rotated.length - (files - 1))
    const oldest = rotated[tooMany]
    const first = (oldest && firstSequence(oldest.file)) ?? head.first
    // Before anything is deleted, so that nobody misses what is.
    writeAuditHead(folder, {...head, size: 0, rotation, first})
    for (const {path} of rotated.slice(0, tooMany)) rmSync(path, {force: true})
  } finally {
    closeLogFiles(rotated)
  }
}

/** A line that its writer could not finish is ended, so that it spoils no other. */
function ended(current: {readonly file: number; readonly size: number}, {head, previous}: LogState): AuditHead {
  writeWhole(current, '\n')
  return {...head, hash: previous, size: current.size + 1}
}

/** What a full disk took only a part of is taken back, so that the log stays whole. */
function writeWhole({file, size}: {readonly file: number; readonly size: number}, text: string): void {
  const bytes = Buffer.from(text)
  let written = 0
  try {
    while (written < bytes.length) written += writeSync(file, bytes, written)
  } catch (error) {
    if (written > 0) ftruncateSync(file, size)
    throw error
  }
}

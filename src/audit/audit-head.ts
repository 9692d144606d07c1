// The head of the audit log: what its end was when somebody last looked, so that a tail that was cut off is missed.

import {closeSync, constants, openSync, readSync, writeSync} from 'node:fs'
import {join} from 'node:path'

export interface AuditHead {
  /** Of the newest chained line; 0 before the first. */
  readonly sequence: number
  /** SHA-256 of the last line, without its line break; null where nothing is known of it. */
  readonly hash: string | null
  /** Bytes of `audit.jsonl` up to the end of that line. */
  readonly size: number
  /** The newest rotated file, 0 before the first rotation. */
  readonly rotation: number
  /** The sequence from which on the log is kept. */
  readonly first: number
}

const SCHEMA = 'sallyport/audit-head/1'
/** Always as long, so that it can be written in its place by one call, and needs no room on a disk that is full. */
const LENGTH = 256

function headPath(folder: string): string {
  return join(folder, 'audit.head.json')
}

/** Undefined where there is none, or none that makes sense. */
export function readAuditHead(folder: string): AuditHead | undefined {
  const bytes = Buffer.alloc(LENGTH)
  try {
    const file = openSync(headPath(folder), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    try {
      readSync(file, bytes, 0, LENGTH, 0)
    } finally {
      closeSync(file)
    }
    return headOf(JSON.parse(bytes.toString('latin1')) as unknown)
  } catch {
    return undefined
  }
}

/** Throws what the file system says. */
export function writeAuditHead(folder: string, {sequence, hash, size, rotation, first}: AuditHead): void {
  const text = JSON.stringify({schema: SCHEMA, sequence, hash, size, rotation, first})
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK
  const file = openSync(headPath(folder), flags, 0o600)
  try {
    writeSync(file, `${text.padEnd(LENGTH - 1)}\n`, 0, 'latin1')
  } finally {
    closeSync(file)
  }
}

function headOf(value: unknown): AuditHead | undefined {
  const {schema, sequence, hash, size, rotation, first} = (value ?? {}) as {readonly [key: string]: unknown}
  const isHash = hash === null || (typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash))
  if (schema !== SCHEMA || !isHash) return undefined
  if (!isCount(sequence) || !isCount(size) || !isCount(rotation) || !isCount(first)) return undefined
  return {sequence, hash, size, rotation, first}
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

// What forwarding remembers: up to where the log was sent, what went wrong, and when to try again. The log itself is what waits to
// be sent.

import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {replaceFile} from '../../system/whole-file.ts'

export interface ForwardRecord {
  /** Where to, as the policy has it. */
  readonly target: string
  /** The newest sequence number that was sent. */
  readonly sent: number
  /** Records that were gone before they could be sent. */
  readonly lost: number
  /** Failures since something was last sent. */
  readonly failures: number
  /** Milliseconds since the epoch. */
  readonly lastSent?: number
  readonly lastFailure?: {readonly time: number; readonly reason: string}
}

const SCHEMA = 'sallyport/audit-forward/1'
const FIRST_PAUSE = 60_000
const LONGEST_PAUSE = 6 * 60 * 60_000

export function forwardFolder(folder: string): string {
  return join(folder, 'audit-forward')
}

function recordPath(folder: string): string {
  return join(forwardFolder(folder), 'record.json')
}

/** Undefined where nothing was ever sent, or nobody can read what was. */
export function readForwardRecord(folder: string): ForwardRecord | undefined {
  let value: {readonly [key in keyof ForwardRecord | 'schema']?: unknown} | null
  try {
    value = JSON.parse(readFileSync(recordPath(folder), 'utf8')) as typeof value
  } catch {
    return undefined
  }
  const {schema, target, sent, lost, failures, lastSent, lastFailure} = value ?? {}
  if (schema !== SCHEMA || typeof target !== 'string') return undefined
  if (!isCount(sent) || !isCount(lost) || !isCount(failures)) return undefined
  const {time, reason} = (lastFailure ?? {}) as {readonly [key in 'time' | 'reason']?: unknown}
  return {
    target,
    sent,
    lost,
    failures,
    ...(isCount(lastSent) ? {lastSent} : {}),
    ...(isCount(time) && typeof reason === 'string' ? {lastFailure: {time, reason}} : {}),
  }
}

/** Throws what the file system says. */
export function writeForwardRecord(folder: string, record: ForwardRecord): void {
  replaceFile(recordPath(folder), `${JSON.stringify({schema: SCHEMA, ...record})}\n`)
}

/** When the next attempt may be made: twice as long after each failure. Undefined for at once. */
export function nextAttempt({failures, lastFailure}: ForwardRecord, now: number): number | undefined {
  if (failures === 0 || lastFailure === undefined) return undefined
  const pause = Math.min(FIRST_PAUSE * 2 ** (failures - 1), LONGEST_PAUSE)
  // A failure in the future is of a clock that went back since.
  return lastFailure.time > now || now >= lastFailure.time + pause ? undefined : lastFailure.time + pause
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

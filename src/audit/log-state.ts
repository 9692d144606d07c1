// The end of the log, which the next line is chained to: what the head says, brought up to date with what was written since,
// by writers that had no time to hash their line or were killed.

import {readSync} from 'node:fs'
import {sha256} from '../system/digest.ts'
import {type AuditHead, readAuditHead} from './audit-head.ts'
import {linkOf} from './chain-link.ts'
import {rotationsIn} from './log-files.ts'

export interface LogState {
  /** True up to the last whole line. */
  readonly head: AuditHead
  /** What the next line has to remember as the line before it. */
  readonly previous: string | null
  /** Whether the last line has no line break: its writer was killed, or the disk was full. */
  readonly isTorn: boolean
  /** Whether the head on the disk says something else. */
  readonly isBehind: boolean
}

/** More than this behind the head is nothing that our own writers leave. */
const MOST_UNKNOWN = 16 * 1024 * 1024
const NEWLINE = 0x0a

/** Only under the lock of the writers. `file` is the current one, `size` its length. */
export function logState(folder: string, {file, size}: {readonly file: number; readonly size: number}): LogState {
  const known = readAuditHead(folder)
  if (known === undefined) return withoutHead(folder, file, size)
  const head = known.size === size ? known : afterRotation(folder, known)
  const isTorn = !endsLine(file, size)
  // Cut, or another file: what the head remembers is remembered by the next line, so that it is missed for ever.
  if (size <= head.size || !endsLine(file, head.size)) {
    return {head: {...head, size}, previous: head.hash, isTorn, isBehind: size !== known.size}
  }
  if (size - head.size > MOST_UNKNOWN) return begunAnew({...head, size}, isTorn)
  return caughtUp(head, read(file, head.size, size - head.size))
}

/** The head speaks of a file that was rotated away before anybody could write the next head. */
function afterRotation(folder: string, head: AuditHead): AuditHead {
  const newest = rotationsIn(folder).at(-1) ?? 0
  return newest > head.rotation ? {...head, size: 0, rotation: newest} : head
}

function caughtUp(head: AuditHead, unknown: Buffer): LogState {
  let {sequence, hash} = head
  let start = 0
  let last: Buffer | undefined
  for (let end = unknown.indexOf(NEWLINE); end !== -1; end = unknown.indexOf(NEWLINE, start)) {
    last = unknown.subarray(start, end)
    // Only the next number counts: a line that was put here by something else does not lead the chain astray.
    if (linkOf(last.toString())?.sequence === sequence + 1) sequence++
    start = end + 1
  }
  if (last !== undefined) hash = sha256(last)
  const isTorn = start < unknown.length
  return {
    head: {...head, sequence, hash, size: head.size + start},
    previous: isTorn ? sha256(unknown.subarray(start)) : hash,
    isTorn,
    isBehind: true,
  }
}

/** Without a head nobody knows whether the lines that are there are all that there were: the chain begins anew behind them. */
function withoutHead(folder: string, file: number, size: number): LogState {
  const start = Math.max(0, size - MOST_UNKNOWN)
  const lines = read(file, start, size - start)
    .toString('latin1')
    .split('\n')
  const link = lines.reverse().reduce<ReturnType<typeof linkOf>>((found, line) => found ?? linkOf(line), undefined)
  const sequence = link?.sequence ?? 0
  const rotation = rotationsIn(folder).at(-1) ?? 0
  return begunAnew({sequence, hash: null, size, rotation, first: sequence + 1}, !endsLine(file, size))
}

function begunAnew(head: AuditHead, isTorn: boolean): LogState {
  return {head: {...head, hash: null}, previous: null, isTorn, isBehind: true}
}

function endsLine(file: number, size: number): boolean {
  return size === 0 || read(file, size - 1, 1)[0] === NEWLINE
}

function read(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  let done = 0
  while (done < length) {
    const count = readSync(file, bytes, done, length - done, position + done)
    if (count === 0) break
    done += count
  }
  return bytes.subarray(0, done)
}

// Sends what of the log was not sent yet, a batch at a time, one process at a time. Nobody waits for it.

import {mkdirSync} from 'node:fs'
import type {ForwardTarget} from '../../core/policy/forward-target.ts'
import {lockFile} from '../../system/file-lock.ts'
import {removeLeftovers} from '../../system/whole-file.ts'
import {forwardLockPath} from './forward-lock.ts'
import {type ForwardRecord, forwardFolder, readForwardRecord, writeForwardRecord} from './forward-record.ts'
import {postLines, type Sender} from './post-lines.ts'
import {sendSyslog, syslogMessage} from './send-syslog.ts'
import {newestSequence, type UnsentLine, unsentLines} from './unsent-lines.ts'

export interface ForwardOrder {
  /** As the policy has it, and read. */
  readonly written: string
  readonly target: Exclude<ForwardTarget, {kind: 'none'}>
  readonly sender: Sender
  /** The sequence number after which to begin where nothing was ever sent. */
  readonly after: number
  readonly now: () => number
  /** Milliseconds for one batch. */
  readonly patience: number
  /** What stands in the way of even trying. */
  readonly obstacle: string | undefined
}

export type Forwarded =
  | {readonly kind: 'sent'; readonly count: number}
  | {readonly kind: 'failed'; readonly count: number; readonly reason: string}
  /** Another process is at it. */
  | {readonly kind: 'busy'}

/** In characters; a single line may be longer. */
const LARGEST_BATCH = 256 * 1024
const MOST_LINES = 500
/** Milliseconds for one process. The next command goes on. */
const LONGEST_RUN = 5 * 60_000

/** Throws what the file system says. */
export async function forwardLog(folder: string, order: ForwardOrder): Promise<Forwarded> {
  const end = order.now() + LONGEST_RUN
  let count = 0
  mkdirSync(forwardFolder(folder), {recursive: true, mode: 0o700})
  for (;;) {
    const lock = await lockFile(forwardLockPath(folder), 0)
    if (lock === undefined) return count === 0 ? {kind: 'busy'} : {kind: 'sent', count}
    try {
      removeLeftovers(forwardFolder(folder))
      const round = await sendAll(folder, order, end)
      count += round.count
      if (round.reason !== undefined) return {kind: 'failed', count, reason: round.reason}
    } finally {
      lock.release()
    }
    // Whoever wrote a line while the lock was held left it to us.
    const isDone = nextBatch(folder, readForwardRecord(folder)?.sent ?? 0).length === 0
    if (isDone || order.now() > end) return {kind: 'sent', count}
  }
}

async function sendAll(folder: string, order: ForwardOrder, end: number): Promise<{count: number; reason?: string}> {
  let record = recordFor(folder, order)
  let count = 0
  for (;;) {
    const batch = nextBatch(folder, record.sent)
    const [oldest] = batch
    const newest = batch.at(-1)
    if (oldest === undefined || newest === undefined || order.now() > end) return {count}
    const reason = order.obstacle ?? (await send(order, batch))
    if (reason !== undefined) {
      const lastFailure = {time: order.now(), reason}
      writeForwardRecord(folder, {...record, failures: record.failures + 1, lastFailure})
      return {count, reason}
    }
    const {lastFailure: _, ...rest} = record
    const lost = record.lost + oldest.sequence - record.sent - 1
    record = {...rest, sent: newest.sequence, lost, failures: 0, lastSent: order.now()}
    writeForwardRecord(folder, record)
    count += batch.length
  }
}

function recordFor(folder: string, {written, after}: ForwardOrder): ForwardRecord {
  const known = readForwardRecord(folder)
  if (known === undefined) {
    // What was rotated away before anything was to be sent is not lost.
    const [oldest] = unsentLines(folder, after)
    return {target: written, sent: oldest === undefined ? after : oldest.sequence - 1, lost: 0, failures: 0}
  }
  // The log was begun anew since.
  const sent = newestSequence(folder) < known.sent ? 0 : known.sent
  return {...known, sent, target: written, failures: known.target === written ? known.failures : 0}
}

function nextBatch(folder: string, sent: number): readonly UnsentLine[] {
  const batch: UnsentLine[] = []
  let length = 0
  for (const line of unsentLines(folder, sent)) {
    length += line.text.length + 1
    if (batch.length > 0 && (length > LARGEST_BATCH || batch.length === MOST_LINES)) break
    batch.push(line)
  }
  return batch
}

function send({target, sender, patience}: ForwardOrder, batch: readonly UnsentLine[]): Promise<string | undefined> {
  const signal = AbortSignal.timeout(patience)
  const lines = batch.map(({text}) => text)
  if (target.kind === 'http') return postLines(target.url, lines, sender, signal)
  return sendSyslog(
    target,
    lines.map((line) => syslogMessage(line, sender.host)),
    signal,
  )
}

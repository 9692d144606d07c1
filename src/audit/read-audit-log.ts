// The records of the audit log, oldest first, over all its files. For whatever asks the log a question.

import {auditLogError} from './audit-log.ts'
import {type AuditRecord, parseAuditRecord} from './audit-record.ts'
import {LogTail} from './log-tail.ts'

export interface LogRange {
  /** Milliseconds since the epoch; records from then on. */
  readonly since?: number | undefined
  /** Records before then. */
  readonly until?: number | undefined
}

export interface ReadRecord {
  readonly record: AuditRecord
  /** The line as it stands in the file. */
  readonly text: string
}

/** Every line begins so, whoever wrote it: its time is found without parsing it. */
const TIME =
  /^\{"schema":"sallyport\/audit\/\d"(?:,"sequence":\d+,"previous":(?:null|"[0-9a-f]{64}"))?,"time":"([^"]+)"/

/**
 * Each walk gives what was added since the one before. Throws `AuditLogError` when the log cannot be read; no log at all is an
 * empty one.
 */
export class AuditReading implements Iterable<AuditRecord> {
  readonly #folder: string
  readonly #range: LogRange
  readonly #tail: LogTail
  #unreadable = 0

  constructor(folder: string, range: LogRange) {
    this.#folder = folder
    this.#range = range
    this.#tail = new LogTail(folder)
  }

  /** How many lines so far were no records. */
  get unreadable(): number {
    return this.#unreadable
  }

  *[Symbol.iterator](): Generator<AuditRecord> {
    for (const {record} of this.withText()) yield record
  }

  *withText(): Generator<ReadRecord> {
    try {
      for (const {bytes} of this.#tail.read()) {
        const read = this.#read(bytes.toString())
        if (read !== undefined) yield read
      }
    } catch (error) {
      throw auditLogError(`could not read the audit log in \`${this.#folder}\``, error)
    }
  }

  /** Undefined for what is no record, which is counted, and for what is outside the range. */
  #read(text: string): ReadRecord | undefined {
    const time = TIME.exec(text)?.[1]
    if (time !== undefined && !this.#isInRange(time)) return undefined
    const record = parseAuditRecord(text)
    if (record === undefined) {
      this.#unreadable++
      return undefined
    }
    return time === undefined && !this.#isInRange(record.time) ? undefined : {record, text}
  }

  #isInRange(time: string): boolean {
    const {since, until} = this.#range
    if (since === undefined && until === undefined) return true
    const moment = Date.parse(time)
    return !(since !== undefined && moment < since) && !(until !== undefined && moment >= until)
  }
}

export function readAuditLog(folder: string, range: LogRange = {}): AuditReading {
  return new AuditReading(folder, range)
}

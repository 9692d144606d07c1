// What the audit log remembers of entries of `allow` and `exceptions` that made a note of a finding.

import {AuditLogError} from './audit-log.ts'
import type {RecordedFinding} from './audit-record.ts'
import {readAuditLog} from './read-audit-log.ts'

export interface PastExcuses {
  /** Milliseconds since 1970 from which on every use is in it. */
  readonly since: number
  readonly uses: readonly PastExcuse[]
}

export interface PastExcuse {
  readonly time: number
  readonly code: string
  readonly by: 'allow' | 'exception'
  readonly match: string
  readonly origin: string
}

type Excuse = Omit<PastExcuse, 'time' | 'code'>

/** Nothing where there is no log, or it cannot be read. `since` is in milliseconds since 1970. */
export function pastExcuses(folder: string, since: number): PastExcuses | undefined {
  try {
    const oldest = oldestTime(folder)
    if (oldest === undefined) return undefined
    const uses: PastExcuse[] = []
    for (const {time, findings} of readAuditLog(folder, {since})) {
      for (const finding of findings as readonly (RecordedFinding & {readonly excused?: Excuse})[]) {
        if (finding.excused !== undefined) uses.push({time: Date.parse(time), code: finding.code, ...finding.excused})
      }
    }
    return {since: Math.max(since, oldest), uses}
  } catch (error) {
    // What cannot be read says nothing of what was used: what it would have said counts as not known.
    if (error instanceof AuditLogError) return undefined
    throw error
  }
}

/** The log begins with its oldest record. */
function oldestTime(folder: string): number | undefined {
  for (const {time} of readAuditLog(folder)) return Date.parse(time)
  return undefined
}

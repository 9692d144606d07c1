// What the audit log remembers of entries of `allow` and `exceptions` that made a note of a finding.

import {createReadStream, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {createInterface} from 'node:readline'

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

interface LogLine {
  readonly time?: string
  readonly findings?: readonly {readonly code: string; readonly excused?: Omit<PastExcuse, 'time' | 'code'>}[]
}

/** Nothing where there is no log, or none of it can be read. `since` is in milliseconds since 1970. */
export async function pastExcuses(folder: string, since: number): Promise<PastExcuses | undefined> {
  const uses: PastExcuse[] = []
  let oldest: number | undefined
  for (const name of logFiles(folder)) {
    for await (const {time, findings} of linesOf(join(folder, name))) {
      if (oldest === undefined || time < oldest) oldest = time
      if (time < since) continue
      for (const {code, excused} of findings) if (excused !== undefined) uses.push({time, code, ...excused})
    }
  }
  return oldest === undefined ? undefined : {since: Math.max(since, oldest), uses}
}

function logFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => /^audit\.jsonl(?:\.\d+)?$/.test(name))
  } catch {
    return []
  }
}

async function* linesOf(
  path: string,
): AsyncGenerator<{readonly time: number; readonly findings: NonNullable<LogLine['findings']>}> {
  try {
    for await (const line of createInterface({input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY})) {
      const time = Date.parse(/"time":"([^"]*)"/.exec(line.slice(0, 200))?.[1] ?? '')
      if (Number.isNaN(time)) continue
      // Most lines excuse nothing and need not be parsed.
      yield {time, findings: line.includes('"excused"') ? parsedFindings(line) : []}
    }
  } catch {
    // A file that cannot be read says nothing of what was used: what it would have said counts as not known.
  }
}

function parsedFindings(line: string): NonNullable<LogLine['findings']> {
  try {
    return (JSON.parse(line) as LogLine).findings ?? []
  } catch {
    return []
  }
}

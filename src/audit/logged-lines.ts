// The lines of the audit log, one after the other, so that a log of any size takes the memory of one line.

import {closeSync, openSync, readSync} from 'node:fs'
import {join} from 'node:path'
import {AuditLogError} from './audit-log.ts'

const CHUNK = 256 * 1024
/** No line of ours is so long. */
const LONGEST_LINE = 1024 * 1024

/**
 * Each line of `<folder>/audit.jsonl` as JSON, the oldest first; undefined for what is none. Nothing where there is no log.
 * Throws `AuditLogError` with a sentence when it cannot be read.
 */
export function* loggedLines(folder: string): Generator<unknown, void, undefined> {
  const path = join(folder, 'audit.jsonl')
  const file = openLog(path)
  if (file === undefined) return
  try {
    for (const line of linesIn(file, path)) if (line !== '') yield parse(line)
  } finally {
    closeSync(file)
  }
}

function openLog(path: string): number | undefined {
  try {
    return openSync(path, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw unreadable(path, error)
  }
}

/** A line that is too long comes out cut short, and so is no JSON. */
function* linesIn(file: number, path: string): Generator<string, void, undefined> {
  const buffer = Buffer.alloc(CHUNK)
  let rest = ''
  for (;;) {
    const length = read(file, buffer, path)
    if (length === 0) break
    // Every line is ASCII.
    const lines = (rest + buffer.toString('latin1', 0, length)).split('\n')
    rest = (lines.pop() ?? '').slice(0, LONGEST_LINE)
    yield* lines
  }
  yield rest
}

function read(file: number, buffer: Buffer, path: string): number {
  try {
    return readSync(file, buffer)
  } catch (error) {
    throw unreadable(path, error)
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function unreadable(path: string, error: unknown): AuditLogError {
  const {code, message} = error as NodeJS.ErrnoException
  return new AuditLogError(`could not read the audit log \`${path}\`: ${code ?? message}`)
}

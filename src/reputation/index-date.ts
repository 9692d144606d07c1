import {closeSync, openSync, readSync} from 'node:fs'
import {MAGIC, PREFIX_LENGTH} from '../core/names/index-format.ts'

/** No header is longer; the writer makes them of 1 KB. */
const LONGEST_HEADER = 64 * 1024

/**
 * The date in the header of an index file, read without its tables; undefined where there is no such file, or it is none of
 * ours. The tables are not looked at, so a date says nothing of whether the file opens.
 */
export function dateOfIndexFile(path: string): string | undefined {
  try {
    const file = openSync(path, 'r')
    try {
      const start = Buffer.alloc(PREFIX_LENGTH + LONGEST_HEADER)
      const length = readSync(file, start)
      if (length < PREFIX_LENGTH || start.toString('latin1', 0, MAGIC.length) !== MAGIC) return undefined
      const end = PREFIX_LENGTH + start.readUInt32LE(12)
      if (end > length) return undefined
      const header = JSON.parse(start.toString('latin1', PREFIX_LENGTH, end)) as {date?: unknown} | null
      return isIndexDate(header?.date) ? header.date : undefined
    } finally {
      closeSync(file)
    }
  } catch {
    return undefined
  }
}

export function isIndexDate(date: unknown): date is string {
  return typeof date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(date)
}

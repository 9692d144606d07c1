// The lines of one log file, read a piece at a time, so that a large log needs no large memory.

import {readSync} from 'node:fs'
import type {LogFile} from './log-files.ts'

export interface LogLine {
  readonly path: string
  /** Counted from 1 where the reading began. */
  readonly number: number
  /** Without the line break. */
  readonly bytes: Buffer
  /** Where the next line begins. */
  readonly end: number
  /** Whether it ends with a line break. The last one may not: it is being written, or never was to its end. */
  readonly isEnded: boolean
}

const PIECE = 256 * 1024
/** No writer of ours makes longer ones. What goes beyond is passed over, as a line that can be no record. */
const LONGEST = 1024 * 1024
const NEWLINE = 0x0a

/** From a place where a line begins, up to the size that the file had when it was opened. */
export function* linesOf({path, file, size}: LogFile, from = 0): Generator<LogLine> {
  let number = 1
  let position = from
  let rest = Buffer.alloc(0)
  while (position < size) {
    const piece = Buffer.allocUnsafe(Math.min(PIECE, size - position))
    const count = readSync(file, piece, 0, piece.length, position)
    if (count === 0) break
    let start = 0
    for (let end = piece.indexOf(NEWLINE); end !== -1 && end < count; end = piece.indexOf(NEWLINE, start)) {
      const bytes = rest.length === 0 ? piece.subarray(start, end) : Buffer.concat([rest, piece.subarray(start, end)])
      yield {path, number, bytes, end: position + end + 1, isEnded: true}
      rest = Buffer.alloc(0)
      number++
      start = end + 1
    }
    if (rest.length < LONGEST) rest = Buffer.concat([rest, piece.subarray(start, count)])
    position += count
  }
  if (rest.length > 0) yield {path, number, bytes: rest, end: position, isEnded: false}
}

import {type FeedRecord, LARGEST_ENTRY, TOO_LARGE, valueIn} from './feed-record.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN = new Set([0x7b, 0x5b])
const CLOSE = new Set([0x7d, 0x5d])

/**
 * The objects of one JSON array, without having more than one of them in memory: only braces, brackets and strings are looked at
 * to find where one ends. `chunks` begin with the opening bracket.
 */
export async function* recordsInArray(chunks: AsyncIterable<Buffer>): AsyncGenerator<FeedRecord> {
  let index = 0
  let depth = 0
  let isText = false
  let isEscaped = false
  let isEnded = false
  let length = 0
  let parts: Buffer[] = []
  const take = (part: Buffer): void => {
    length += part.length
    if (length <= LARGEST_ENTRY) parts.push(part)
  }
  for await (const chunk of chunks) {
    let start = 0
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0
      if (isText) {
        if (isEscaped) isEscaped = false
        else if (byte === BACKSLASH) isEscaped = true
        else if (byte === QUOTE) isText = false
      } else if (depth === 0) depth = 1
      else if (depth === 1) {
        if (isEnded) continue
        if (byte === 0x7b) {
          depth = 2
          start = at
        } else if (byte === 0x5d) isEnded = true
        else if (!isBetween(byte)) {
          yield {kind: 'broken', reason: `entry ${index + 1} of its array is no object`}
          return
        }
      } else if (byte === QUOTE) isText = true
      else if (OPEN.has(byte)) depth++
      else if (CLOSE.has(byte)) {
        depth--
        if (depth !== 1) continue
        take(chunk.subarray(start, at + 1))
        index++
        const place = `entry ${index}`
        yield length > LARGEST_ENTRY
          ? {kind: 'unreadable', place, reason: TOO_LARGE}
          : valueIn(Buffer.concat(parts), place)
        length = 0
        parts = []
      }
    }
    if (depth > 1) take(chunk.subarray(start))
  }
  if (!isEnded) yield {kind: 'broken', reason: `it breaks off in entry ${index + 1} of its array`}
}

/** Commas and white space. */
function isBetween(byte: number): boolean {
  return byte === 0x2c || byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d
}

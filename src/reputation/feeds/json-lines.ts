import {type FeedRecord, LARGEST_ENTRY, TOO_LARGE, valueIn} from './feed-record.ts'

const NEWLINE = 0x0a

/** One JSON value a line. A line that is none costs itself only; one that is the last and has no end says that the file has none. */
export async function* recordsInLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<FeedRecord> {
  let line = 1
  let length = 0
  let parts: Buffer[] = []
  const take = (part: Buffer): void => {
    length += part.length
    // What is too large is not kept, only looked at for its end.
    if (length <= LARGEST_ENTRY) parts.push(part)
  }
  const record = (): FeedRecord | undefined => {
    const place = `line ${line}`
    const bytes = Buffer.concat(parts)
    if (length > LARGEST_ENTRY) return {kind: 'unreadable', place, reason: TOO_LARGE}
    return bytes.every(isSpace) ? undefined : valueIn(bytes, place)
  }
  for await (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      take(chunk.subarray(start, end))
      const found = record()
      if (found !== undefined) yield found
      start = end + 1
      line++
      length = 0
      parts = []
    }
    take(chunk.subarray(start))
  }
  const last = record()
  if (last !== undefined)
    yield last.kind === 'unreadable' ? {kind: 'broken', reason: `it breaks off in line ${line}`} : last
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === NEWLINE
}

/** One entry of a feed as its file has it, whatever kind of file. */
export type FeedRecord =
  | {readonly kind: 'value'; readonly value: unknown}
  /** One that cannot be read; the others can. `place` is said of the file: `line 7`, `GHSA-1.json`. */
  | {readonly kind: 'unreadable'; readonly place: string; readonly reason: string}
  /** The last: the rest of the file cannot be read, or none of it. `reason` is said of the file. */
  | {readonly kind: 'broken'; readonly reason: string}

/** Bytes of one entry. The longest of OSV's have a megabyte. */
export const LARGEST_ENTRY = 8 * 1024 * 1024

export const TOO_LARGE = `it has more than ${LARGEST_ENTRY} bytes`

export function valueIn(bytes: Buffer, place: string): FeedRecord {
  try {
    return {kind: 'value', value: JSON.parse(bytes.toString('utf8')) as unknown}
  } catch {
    // The engine's own message quotes the text, which may be anything.
    return {kind: 'unreadable', place, reason: 'it is no JSON'}
  }
}

/** What came of asking one source. */
export type Fetched =
  | ({readonly kind: 'content'; readonly bytes: Uint8Array} & Validators)
  /** The same as when these validators were given. */
  | {readonly kind: 'unchanged'}
  /** Said of the source: `it answered 404`. May hold text from outside. */
  | {readonly kind: 'failed'; readonly reason: string}

/** What came of receiving one source bit by bit. */
export type Received = ({readonly kind: 'received'} & Validators) | Exclude<Fetched, {kind: 'content'}>

/** What a source says of its state, to be told at the next asking (RFC 9110, "Conditional Requests"). */
export interface Validators {
  readonly etag?: string
  /** As in HTTP: `Sun, 01 Nov 2026 00:00:00 GMT`. */
  readonly lastModified?: string
}

export interface FetchLimits {
  /** Most bytes, as they come and once more unpacked. */
  readonly bytes: number
  /** Milliseconds without a byte, connecting included. */
  readonly idle: number
  /** Milliseconds for one source. */
  readonly total: number
}

/** A file and the one beside it with `.sig`, where there is one. */
export type FetchedFiles =
  | {readonly kind: 'files'; readonly file: Uint8Array; readonly signature?: Uint8Array}
  /** Said of the source. May hold text from outside. */
  | {readonly kind: 'failed'; readonly reason: string}

// Bytes from a terminal as events. Only a chunk that is exactly one key counts as a key; whatever comes in company (a paste,
// a burst, an escape sequence, a terminal's own reply) is noise. Pure: the caller keeps `pending` between chunks.

export type InputEvent =
  | {readonly kind: 'key'; readonly key: string}
  | {readonly kind: 'noise'}
  | {readonly kind: 'interrupt'}
  | {readonly kind: 'end-of-input'}

export const ENTER = 'enter'
export const ESCAPE = 'escape'

export interface Decoded {
  readonly events: readonly InputEvent[]
  /** A lone ESC: the key, or the beginning of a sequence. The caller asks again after a moment of silence. */
  readonly isEscapePending: boolean
}

const INTERRUPT = '\u0003'
const END_OF_INPUT = '\u0004'

/** Ctrl-C as terminals send it when they report modified keys (xterm modifyOtherKeys; CSI u). */
const REPORTED_INTERRUPT = /\u001B\[(?:27;5;99~|99;5u)/

/** `chunk` is what one read of the terminal gave, as Latin-1 text. */
export function decodeChunk(chunk: string, wasEscapePending: boolean): Decoded {
  if (chunk.includes(INTERRUPT) || REPORTED_INTERRUPT.test(chunk)) return decoded({kind: 'interrupt'})
  // What follows an ESC at once belongs to it: an arrow key, a reply, a pasted text's beginning.
  if (wasEscapePending) return decoded({kind: 'noise'})
  if (chunk === '\u001B') return {events: [], isEscapePending: true}
  if (chunk === END_OF_INPUT) return decoded({kind: 'end-of-input'})
  if (chunk === '\r' || chunk === '\n') return decoded({kind: 'key', key: ENTER})
  if (/^[\u0020-\u007E]$/.test(chunk)) return decoded({kind: 'key', key: chunk})
  return decoded({kind: 'noise'})
}

/** What a pending ESC was, once nothing followed it. */
export const ESCAPE_KEY: InputEvent = {kind: 'key', key: ESCAPE}

function decoded(event: InputEvent): Decoded {
  return {events: [event], isEscapePending: false}
}

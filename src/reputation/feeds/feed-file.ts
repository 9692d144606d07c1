// A file of advisories as its entries, told apart by how it begins: a zip of one JSON file for each, one JSON object a line, one
// array of them, or a single one; the last three also in gzip.

import {setImmediate as nextTurn} from 'node:timers/promises'
import {type FeedRecord, LARGEST_ENTRY, TOO_LARGE, valueIn} from './feed-record.ts'
import {FileWindow} from './file-window.ts'
import {recordsInArray} from './json-array.ts'
import {recordsInLines} from './json-lines.ts'
import {isGzip, NotReadable, textChunks, unpackedChunks} from './text-chunks.ts'
import {filesOf} from './zip/zip-file.ts'

export interface FeedFile {
  readonly format: 'zip' | 'lines' | 'array' | 'single'
  readonly records: AsyncIterable<FeedRecord>
}

const FILES_PER_TURN = 200

const NEWLINE = 0x0a
const LESS_THAN = 0x3c
const BRACKET = 0x5b
const BRACE = 0x7b

/** `reason` is said of the file. */
export async function openFeedFile(
  file: number,
  size: number,
): Promise<FeedFile | {readonly kind: 'broken'; readonly reason: string}> {
  const start = new FileWindow(file, size).read(0, 4)
  const magic = start.toString('latin1')
  if (magic.startsWith('PK')) return {format: 'zip', records: zipped(file, size)}
  const text = new FeedText(isGzip(start) ? unpackedChunks(file) : textChunks(file))
  const head = await text.firstLine()
  if (head.kind === 'broken') return head
  const {line} = head
  if (line.length === 0) return broken('it is empty')
  if (line[0] === LESS_THAN) return broken('it is an HTML or XML page, not a list of advisories')
  if (line[0] === BRACKET) return {format: 'array', records: whole(recordsInArray(text.chunks()))}
  if (line[0] !== BRACE) return broken('it is neither JSON nor a zip archive')
  const isComplete = valueIn(line, '').kind === 'value'
  if (isComplete && !head.isAll) return {format: 'lines', records: whole(recordsInLines(text.chunks()))}
  return {format: 'single', records: whole(single(text.chunks()))}
}

async function* zipped(file: number, size: number): AsyncGenerator<FeedRecord> {
  let count = 0
  for (const content of filesOf(file, size, {wants: (name) => name.endsWith('.json'), largest: LARGEST_ENTRY})) {
    if (content.kind === 'broken') yield content
    else if (content.kind === 'too-large') yield {kind: 'unreadable', place: content.name, reason: TOO_LARGE}
    else yield valueIn(content.bytes, content.name)
    // What the unpacking of each file leaves behind is let go of only between turns of the event loop.
    if (++count % FILES_PER_TURN === 0) await nextTurn()
  }
}

async function* single(chunks: AsyncIterable<Buffer>): AsyncGenerator<FeedRecord> {
  const parts: Buffer[] = []
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.length
    if (length > LARGEST_ENTRY) {
      yield broken(`it is one entry, and ${TOO_LARGE}`)
      return
    }
    parts.push(chunk)
  }
  const record = valueIn(Buffer.concat(parts), '')
  yield record.kind === 'value' ? record : broken('it begins like JSON and is not, or was cut off')
}

/** What goes wrong while reading comes out as the last record. */
async function* whole(records: AsyncIterable<FeedRecord>): AsyncGenerator<FeedRecord> {
  try {
    yield* records
  } catch (error) {
    if (!(error instanceof NotReadable)) throw error
    yield broken(error.message)
  }
}

/** Chunks of which the first can be looked at before they are taken. */
class FeedText {
  readonly #chunks: AsyncGenerator<Buffer, void>
  #seen: Buffer = Buffer.alloc(0)

  constructor(chunks: AsyncGenerator<Buffer, void>) {
    this.#chunks = chunks
  }

  /** Without white space and byte order mark before it; `isAll` where nothing but white space follows it. */
  async firstLine(): Promise<
    | {readonly kind: 'line'; readonly line: Buffer; readonly isAll: boolean}
    | {readonly kind: 'broken'; readonly reason: string}
  > {
    try {
      for (;;) {
        const text = trimmed(this.#seen)
        const end = text.indexOf(NEWLINE)
        const isAll = text.subarray(Math.max(0, end)).every(isSpace)
        const isEnough = text.length > 0 && (text[0] !== BRACE || text.length > LARGEST_ENTRY || (end !== -1 && !isAll))
        if (isEnough) return {kind: 'line', line: text.subarray(0, end === -1 ? undefined : end), isAll: false}
        const next = await this.#chunks.next()
        if (next.done === true) return {kind: 'line', line: text, isAll: true}
        this.#seen = Buffer.concat([this.#seen, next.value])
      }
    } catch (error) {
      if (!(error instanceof NotReadable)) throw error
      return broken(error.message)
    }
  }

  async *chunks(): AsyncGenerator<Buffer> {
    yield trimmed(this.#seen)
    for (let next = await this.#chunks.next(); next.done !== true; next = await this.#chunks.next()) yield next.value
  }
}

function isSpace(byte: number): boolean {
  return byte <= 0x20
}

function trimmed(bytes: Buffer): Buffer {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const first = bytes.findIndex((byte, at) => at >= start && !isSpace(byte))
  return first === -1 ? Buffer.alloc(0) : bytes.subarray(first)
}

function broken(reason: string): {readonly kind: 'broken'; readonly reason: string} {
  return {kind: 'broken', reason}
}

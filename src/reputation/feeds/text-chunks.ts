// An open file as chunks of text, plain or packed, and never more of them than is decent.

import {readSync} from 'node:fs'
import {pipeline, Readable} from 'node:stream'
import {createGunzip} from 'node:zlib'

/** Bytes of a text, unpacked. */
const LARGEST_TEXT = 8 * 1024 ** 3
const CHUNK = 256 * 1024

/** Said of the file. */
export class NotReadable extends Error {}

/** By the first bytes (RFC 1952). */
export function isGzip(start: Uint8Array): boolean {
  return start[0] === 0x1f && start[1] === 0x8b
}

/** The file stays open: a stream of it would close it. */
export async function* textChunks(file: number): AsyncGenerator<Buffer, void> {
  yield* limited(chunksOf(file), 'it cannot be read')
}

export async function* unpackedChunks(file: number): AsyncGenerator<Buffer, void> {
  // The error that ends it is thrown where the chunks are taken.
  const text = pipeline(Readable.from(chunksOf(file)), createGunzip({chunkSize: CHUNK}), () => undefined)
  yield* limited(text, 'its gzip is damaged, or breaks off')
}

async function* chunksOf(file: number): AsyncGenerator<Buffer, void> {
  for (let position = 0; ; ) {
    const chunk = Buffer.allocUnsafeSlow(CHUNK)
    const count = readSync(file, chunk, 0, CHUNK, position)
    if (count === 0) return
    yield chunk.subarray(0, count)
    position += count
  }
}

async function* limited(stream: AsyncIterable<unknown>, fault: string): AsyncGenerator<Buffer, void> {
  let length = 0
  const chunks = stream[Symbol.asyncIterator]()
  for (;;) {
    const next = await chunks.next().catch(() => {
      throw new NotReadable(fault)
    })
    if (next.done === true) return
    const chunk = next.value as Buffer
    length += chunk.length
    if (length > LARGEST_TEXT) throw new NotReadable(`it has more than ${LARGEST_TEXT} bytes unpacked`)
    yield chunk
  }
}

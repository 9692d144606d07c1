import {gunzipSync} from 'node:zlib'

export type Unpacked =
  | {readonly kind: 'bytes'; readonly bytes: Uint8Array}
  | {readonly kind: 'failed'; readonly reason: string}

/** What is in a gzip file, known by its first bytes (RFC 1952), and anything else as it is. */
export function unpacked(bytes: Uint8Array, most: number): Unpacked {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return {kind: 'bytes', bytes}
  try {
    return {kind: 'bytes', bytes: gunzipSync(bytes, {maxOutputLength: most})}
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    const reason = code === 'ERR_BUFFER_TOO_LARGE' ? `it is larger than ${most} bytes unpacked` : 'its gzip is damaged'
    return {kind: 'failed', reason}
  }
}

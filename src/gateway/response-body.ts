// The body of a registry's answer, whole: what is judged has to be read to its end first.

import type {IncomingMessage} from 'node:http'
import {promisify} from 'node:util'
import {brotliDecompress, gunzip, inflate} from 'node:zlib'

/** Bytes of one packument, decoded. The largest of the public registry have a tenth of it. */
const LARGEST = 256 * 1024 * 1024

/** Throws where the registry breaks off, so that npm hears of a broken connection and not of a short document. */
export async function bytesOf(response: IncomingMessage, most = LARGEST): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > most) throw Object.assign(new Error('the answer is too large'), {code: 'ETOOLARGE'})
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}

const DECODERS = new Map([
  ['gzip', promisify<Buffer, {maxOutputLength: number}, Buffer>(gunzip)],
  ['x-gzip', promisify<Buffer, {maxOutputLength: number}, Buffer>(gunzip)],
  ['deflate', promisify<Buffer, {maxOutputLength: number}, Buffer>(inflate)],
  ['br', promisify<Buffer, {maxOutputLength: number}, Buffer>(brotliDecompress)],
])

export function codingOf({headers}: IncomingMessage): string {
  return headers['content-encoding']?.toLowerCase() ?? 'identity'
}

export async function decoded(coding: string, body: Buffer, most = LARGEST): Promise<string> {
  if (coding === 'identity') return body.toString('utf8')
  const decode = DECODERS.get(coding)
  if (decode === undefined) throw Object.assign(new Error('an encoding that nobody asked for'), {code: 'EENCODING'})
  return (await decode(body, {maxOutputLength: most})).toString('utf8')
}

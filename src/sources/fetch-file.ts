import {randomUUID} from 'node:crypto'
import {closeSync, constants, fstatSync, openSync, rmSync, writeSync} from 'node:fs'
import {join} from 'node:path'
import {makeOwnFolder} from '../system/own-folder.ts'
import {receiveAddress} from './fetch-address.ts'
import type {Fetched, FetchLimits, Validators} from './fetched.ts'
import type {SourceLocation} from './location.ts'

/** What came of asking for something that is too large for memory. */
export type FetchedFile =
  /** An open file, to be closed by whoever gets it. */
  | ({readonly kind: 'file'; readonly file: number; readonly size: number} & Validators)
  | Exclude<Fetched, {kind: 'content'}>

/** Lists and archives of any kind, from wherever the source moved them. */
const MANNER = {accept: 'application/json, application/zip;q=0.9, */*;q=0.5', redirects: 'https'} as const

/**
 * A source as an open file: that of the source itself, or a nameless one in `folder` that is gone with the process. Throws what the
 * file system says of `folder`.
 */
export async function fetchFile(
  location: SourceLocation,
  known: Validators,
  limits: FetchLimits,
  folder: string,
): Promise<FetchedFile> {
  if (location.kind === 'file') return openSourceFile(location.path, known, limits)
  const file = openNameless(folder)
  try {
    let size = 0
    const received = await receiveAddress(location, known, {limits, manner: MANNER}, (chunk) => {
      for (let done = 0; done < chunk.length; ) done += writeSync(file, chunk, done, chunk.length - done, size + done)
      size += chunk.length
    })
    if (received.kind === 'received') return {...received, kind: 'file', file, size}
    closeSync(file)
    return received
  } catch (error) {
    closeSync(file)
    throw error
  }
}

/** Opens a source that is a file. Its size and time stand for the ETag that a server would give. */
export function openSourceFile(path: string, known: Validators, {bytes}: Pick<FetchLimits, 'bytes'>): FetchedFile {
  let file: number | undefined
  try {
    // A pipe would wait for a writer for ever.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const answer = answerOf(file, known, bytes)
    if (answer.kind !== 'file') closeSync(file)
    return answer
  } catch (error) {
    if (file !== undefined) closeSync(file)
    const {code, message} = error as NodeJS.ErrnoException
    return failed(code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code ?? message})`)
  }
}

function answerOf(file: number, known: Validators, most: number): FetchedFile {
  const status = fstatSync(file)
  if (!status.isFile()) return failed('it is no regular file')
  if (status.size > most) return failed(`it is larger than ${most} bytes`)
  const etag = `"${status.size}-${status.mtimeMs}"`
  if (etag === known.etag) return {kind: 'unchanged'}
  return {kind: 'file', file, size: status.size, etag, lastModified: status.mtime.toUTCString()}
}

/** No name, so that whatever happens to this process leaves nothing behind. */
function openNameless(folder: string): number {
  makeOwnFolder(folder)
  const path = join(folder, `.${randomUUID()}.tmp`)
  const file = openSync(path, 'wx+', 0o600)
  rmSync(path, {force: true})
  return file
}

function failed(reason: string): FetchedFile {
  return {kind: 'failed', reason}
}

import {closeSync, constants, fstatSync, openSync, readFileSync} from 'node:fs'
import type {Fetched, FetchLimits, Validators} from './fetched.ts'

/** Reads a source that is a file. Its size and time stand for the ETag that a server would give. */
export function readSourceFile(path: string, known: Validators, {bytes}: Pick<FetchLimits, 'bytes'>): Fetched {
  try {
    // A pipe would wait for a writer for ever.
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const status = fstatSync(file)
      if (!status.isFile()) return failed('it is no regular file')
      if (status.size > bytes) return failed(`it is larger than ${bytes} bytes`)
      const etag = `"${status.size}-${status.mtimeMs}"`
      if (etag === known.etag) return {kind: 'unchanged'}
      return {kind: 'content', bytes: readFileSync(file), etag, lastModified: status.mtime.toUTCString()}
    } finally {
      closeSync(file)
    }
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException
    return failed(code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code ?? message})`)
  }
}

function failed(reason: string): Fetched {
  return {kind: 'failed', reason}
}

import {closeSync, readFileSync} from 'node:fs'
import {openSourceFile} from './fetch-file.ts'
import type {Fetched, FetchLimits, Validators} from './fetched.ts'

/** Reads a source that is a file, whole. */
export function readSourceFile(path: string, known: Validators, limits: Pick<FetchLimits, 'bytes'>): Fetched {
  const opened = openSourceFile(path, known, limits)
  if (opened.kind !== 'file') return opened
  const {file, etag, lastModified} = opened
  try {
    return {
      kind: 'content',
      bytes: readFileSync(file),
      ...(etag === undefined ? {} : {etag}),
      ...(lastModified === undefined ? {} : {lastModified}),
    }
  } catch (error) {
    return {kind: 'failed', reason: `it cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`}
  } finally {
    closeSync(file)
  }
}

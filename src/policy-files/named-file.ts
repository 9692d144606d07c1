import {closeSync, constants, fstatSync, openSync, readFileSync} from 'node:fs'
import {LARGEST_FILE, type Problem} from './problem.ts'

export type NamedFile =
  | {readonly kind: 'content'; readonly content: Uint8Array}
  | {readonly kind: 'problems'; readonly problems: readonly Problem[]}

/** A file that somebody names on the command line, wherever it stands and whoever may write it. */
export function readNamedFile(path: string): NamedFile {
  try {
    // Not blocking: a pipe would wait for ever.
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const stats = fstatSync(file)
      if (!stats.isFile()) return problem(path, 'is no file')
      if (stats.size > LARGEST_FILE) return problem(path, `is larger than ${LARGEST_FILE} bytes`)
      return {kind: 'content', content: readFileSync(file)}
    } finally {
      closeSync(file)
    }
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    return problem(path, code === 'ENOENT' ? 'does not exist' : `cannot be read (${code ?? 'unknown error'})`)
  }
}

function problem(path: string, message: string): NamedFile {
  return {kind: 'problems', problems: [{path, message}]}
}

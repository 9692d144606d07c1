import {closeSync, constants, fstatSync, openSync, readFileSync} from 'node:fs'
import {LARGEST_FILE} from './problem.ts'
import {type ReadPolicy, readPolicy} from './read-policy.ts'

/** A policy file wherever it stands and whoever may write it: what `policy validate FILE` looks at. */
export function readPolicyFile(path: string): ReadPolicy {
  try {
    // Not blocking: a pipe would wait for ever.
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const stats = fstatSync(file)
      if (!stats.isFile()) return problem(path, 'is no file')
      if (stats.size > LARGEST_FILE) return problem(path, `is larger than ${LARGEST_FILE} bytes`)
      return readPolicy(readFileSync(file), path)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    return problem(path, code === 'ENOENT' ? 'does not exist' : `cannot be read (${code ?? 'unknown error'})`)
  }
}

function problem(path: string, message: string): ReadPolicy {
  return {kind: 'problems', problems: [{path, message}]}
}

// Whether `npm exec <word>` runs something that is in the project already (`libnpmexec`).

import type {Surroundings} from '../../core/invocation.ts'
import {readManifest, upwards} from './project.ts'

/** The project's own `bin`, or a file `node_modules/.bin/<word>` of the project or a folder above it. */
export function isLocalBinary(word: string, localPrefix: string, surroundings: Surroundings): boolean {
  if (!/^[\w.-]+$/.test(word) || word.startsWith('.')) return false
  if (isOwnBinary(word, localPrefix, surroundings)) return true
  for (const folder of upwards(localPrefix, surroundings)) {
    const path = surroundings.resolvePath(folder, 'node_modules/.bin', word)
    if (surroundings.readFile(path).kind !== 'absent' && !surroundings.isDirectory(path)) return true
  }
  return false
}

function isOwnBinary(word: string, localPrefix: string, surroundings: Surroundings): boolean {
  const read = readManifest(surroundings.resolvePath(localPrefix, 'package.json'), surroundings)
  if (read.kind !== 'manifest') return false
  const {bin, name} = read.manifest
  // A single path is a command of the package's name without its scope.
  if (typeof bin === 'string') return typeof name === 'string' && name.slice(name.lastIndexOf('/') + 1) === word
  if (typeof bin !== 'object' || bin === null || !Object.hasOwn(bin, word)) return false
  return typeof (bin as Record<string, unknown>)[word] === 'string'
}

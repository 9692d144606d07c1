// A key of this person on this machine, by which the gateway's addresses cannot be guessed: what npm's cache holds under them
// was put there behind a gateway of the same person and policy, and not by a repository that brings a cache of its own.

import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {hmacSha256, randomKey} from '../system/digest.ts'
import {makeOwnFolder} from '../system/own-folder.ts'
import {replaceFile} from '../system/whole-file.ts'

const KEY_LENGTH = 32

/** `/0f3a…/`: another for every state of policy and feed. `folder`: the person's own, made where it is not there. */
export function gatewayPath(folder: string, state: string): string {
  return `/${hmacSha256(ownKey(folder), state).slice(0, 20)}/`
}

function ownKey(folder: string): Buffer {
  const path = join(folder, 'gateway-key')
  const known = keyIn(path)
  if (known !== undefined) return known
  const fresh = randomKey(KEY_LENGTH)
  try {
    makeOwnFolder(folder)
    replaceFile(path, fresh)
  } catch {
    // Nothing can be kept here: then npm's cache serves this command only.
  }
  // Of several first runs, one has the last word.
  return keyIn(path) ?? fresh
}

/** Undefined where there is none, or less than one: a full disk left no more. */
function keyIn(path: string): Buffer | undefined {
  try {
    const known = readFileSync(path)
    return known.length === KEY_LENGTH ? known : undefined
  } catch {
    return undefined
  }
}

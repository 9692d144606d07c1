// A key of this person on this machine, by which the gateway's addresses cannot be guessed: what npm's cache holds under them
// was put there behind a gateway of the same person and policy, and not by a repository that brings a cache of its own.

import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {hmacSha256, randomKey} from '../system/digest.ts'

const KEY_LENGTH = 32

/** `/0f3a…/`: another for every state of policy and feed. `folder`: the person's own, made where it is not there. */
export function gatewayPath(folder: string, state: string): string {
  return `/${hmacSha256(ownKey(folder), state).slice(0, 20)}/`
}

function ownKey(folder: string): Buffer {
  const path = join(folder, 'gateway-key')
  const fresh = randomKey(KEY_LENGTH)
  try {
    const known = readFileSync(path)
    if (known.length === KEY_LENGTH) return known
  } catch {
    // The first gateway of this person.
  }
  try {
    mkdirSync(folder, {recursive: true, mode: 0o700})
    writeFileSync(path, fresh, {mode: 0o600, flag: 'wx'})
    return fresh
  } catch {
    // Another run was quicker, or nothing can be kept here: then npm's cache serves this command only.
    return readAgain(path) ?? fresh
  }
}

function readAgain(path: string): Buffer | undefined {
  try {
    const known = readFileSync(path)
    return known.length === KEY_LENGTH ? known : undefined
  } catch {
    return undefined
  }
}

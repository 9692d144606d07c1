import {lstatSync} from 'node:fs'

/** Deny: what cannot be looked at is there; reading it then says why not. */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, {throwIfNoEntry: false}) !== undefined
  } catch {
    return true
  }
}

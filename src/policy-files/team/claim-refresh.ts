// One update for twenty installs that begin in the same moment: whoever makes the file of this half hour starts it. Costs one
// system call, and waits for nobody.

import {closeSync, openSync, readdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import type {TeamPlace} from '../../system/places.ts'

const BEGINNING = 'refresh-'
const SPAN = 30 * 60_000

/** Whether the caller is the one to start it. `now` in milliseconds since 1970. */
export function claimRefresh({folder}: TeamPlace, now: number): boolean {
  try {
    closeSync(openSync(join(folder, `${BEGINNING}${Math.floor(now / SPAN)}`), 'wx', 0o600))
    return true
  } catch {
    // Somebody else was first, or the folder is not ours to write: then its owner updates it.
    return false
  }
}

/** Removes the files of earlier half hours. */
export function clearClaims({folder}: TeamPlace, now: number): void {
  const current = `${BEGINNING}${Math.floor(now / SPAN)}`
  for (const name of readdirSync(folder)) {
    if (name.startsWith(BEGINNING) && name !== current) rmSync(join(folder, name), {force: true})
  }
}

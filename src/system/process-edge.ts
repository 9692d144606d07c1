import {writeSync} from 'node:fs'
import {userInfo} from 'node:os'
import type {Places} from './places.ts'

/** The real process as values and plain functions: the one place where standard streams and the environment are taken. */
export function processEdge(places: Places, bundleFolder: string) {
  return {
    environment: process.env,
    cwd: currentFolder(),
    places,
    bundleFolder,
    user: userName(),
    runtimeVersion: process.versions.node,
    now: () => Date.now(),
    print: (text: string) => writeWhole(1, text),
    say: (line: string) => void writeWhole(2, `${line}\n`),
    // Asked for by one command only: touching it sets up a stream on what belongs to the real tool.
    input: () => process.stdin,
  }
}

/** Synchronous and whole, so that nothing is lost when the process ends right after it. */
function writeWhole(descriptor: number, text: string): boolean {
  let rest = Buffer.from(text)
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest))
    } catch (error) {
      const {code} = error as NodeJS.ErrnoException
      if (code === 'EAGAIN') continue
      // Whoever listened is gone (EPIPE), or there never was such a stream (EBADF): there is no one left to tell.
      return false
    }
  }
  return true
}

function currentFolder(): string {
  try {
    return process.cwd()
  } catch {
    // The working folder was removed: the tool will say so itself; names can still be judged.
    return '/'
  }
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // No entry in the passwd file for this uid (containers).
    return String(process.getuid?.() ?? 'unknown')
  }
}

// The files of the audit log: `audit.jsonl`, which is written to, and before it `audit.000001.jsonl` and so on, the oldest first.

import {closeSync, constants, fstatSync, openSync, readdirSync, type Stats} from 'node:fs'
import {join} from 'node:path'

/** Where nothing that stands in the place of a log may be followed, waited for or taken for one. */
const CAREFULLY = constants.O_NOFOLLOW | constants.O_NONBLOCK

export interface LogFile {
  readonly path: string
  /** File descriptor. */
  readonly file: number
  readonly size: number
  readonly inode: number
  /** Which one, counted from the first that was ever rotated; undefined for the one that is written to. */
  readonly rotation: number | undefined
}

export function currentPath(folder: string): string {
  return join(folder, 'audit.jsonl')
}

export function rotatedPath(folder: string, rotation: number): string {
  return join(folder, `audit.${String(rotation).padStart(6, '0')}.jsonl`)
}

/** The numbers of the rotated files, the oldest first. */
export function rotationsIn(folder: string): readonly number[] {
  return readdirSync(folder)
    .flatMap((name) => {
      const number = Number(/^audit\.(\d{6,12})\.jsonl$/.exec(name)?.[1])
      return number > 0 ? number : []
    })
    .sort((a, b) => a - b)
}

/** Opens the file that is written to, and makes it where there is none. Throws what the file system says. */
export function openCurrent(folder: string): {readonly file: number; readonly size: number} {
  const file = openSync(
    currentPath(folder),
    constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | CAREFULLY,
    0o600,
  )
  return {file, size: regular(file).size}
}

/**
 * Opens all files that are there, the oldest first, so that a rotation meanwhile takes none away: the current one before the
 * list is read, and what is in the list under both names once.
 */
export function openLogFiles(folder: string): readonly LogFile[] {
  const current = openToRead(currentPath(folder))
  const rotated = presentRotations(folder).flatMap((rotation) => {
    const path = rotatedPath(folder, rotation)
    const opened = openToRead(path)
    if (opened === undefined) return []
    if (opened.stats.ino === current?.stats.ino) {
      closeSync(opened.file)
      return []
    }
    return {path, file: opened.file, size: opened.stats.size, inode: opened.stats.ino, rotation}
  })
  if (current === undefined) return rotated
  const {file, stats} = current
  return [...rotated, {path: currentPath(folder), file, size: stats.size, inode: stats.ino, rotation: undefined}]
}

export function closeLogFiles(files: readonly LogFile[]): void {
  for (const {file} of files) closeSync(file)
}

function presentRotations(folder: string): readonly number[] {
  try {
    return rotationsIn(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function openToRead(path: string): {readonly file: number; readonly stats: Stats} | undefined {
  try {
    const file = openSync(path, constants.O_RDONLY | CAREFULLY)
    return {file, stats: regular(file)}
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function regular(file: number): Stats {
  const stats = fstatSync(file)
  if (stats.isFile()) return stats
  closeSync(file)
  throw Object.assign(new Error('it is no regular file'), {code: 'EFTYPE'})
}

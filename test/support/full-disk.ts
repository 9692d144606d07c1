import {closeSync, cpSync, mkdirSync, openSync, rmSync, writeSync} from 'node:fs'
import {join} from 'node:path'
import {type Mounted, mountedSmall} from './mounts.ts'

/** Gives a folder, with what is in it, a small disk of its own, until the end of the test. */
export function onSmallDisk(folder: string, size = '600k'): Mounted {
  mkdirSync(folder, {recursive: true, mode: 0o700})
  const aside = `${folder}.aside`
  cpSync(folder, aside, {recursive: true})
  const mounted = mountedSmall(folder, size)
  if (mounted.kind === 'mounted') cpSync(aside, folder, {recursive: true})
  rmSync(aside, {recursive: true})
  return mounted
}

/** Takes the last byte of the disk that the folder is on; gives what makes room again. */
export function fill(folder: string): () => void {
  const path = join(folder, 'filler')
  const file = openSync(path, 'w')
  for (let size = 64 * 1024; size >= 1; size = writtenIn(file, size) ? size : size >> 1);
  closeSync(file)
  return () => rmSync(path)
}

function writtenIn(file: number, size: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(size)) > 0
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    return false
  }
}

import {spawnSync} from 'node:child_process'
import {onTestFinished} from 'vitest'

export type Mounted = {readonly kind: 'mounted'} | {readonly kind: 'impossible'; readonly reason: string}

/** A file system of its own in the place of a folder, until the end of the test: `size` as tmpfs takes it, `600k`. */
export function mountedSmall(folder: string, size: string): Mounted {
  return mounted(folder, ['-t', 'tmpfs', '-o', `size=${size},mode=0700`, 'tmpfs', folder])
}

/** The folder as it is, read only for everybody, until the end of the test. */
export function mountedReadOnly(folder: string): Mounted {
  const bound = mounted(folder, ['--bind', folder, folder])
  if (bound.kind === 'impossible') return bound
  const {status, stderr} = spawnSync('mount', ['-o', 'remount,ro,bind', folder])
  return status === 0 ? bound : impossible(stderr)
}

function mounted(folder: string, words: readonly string[]): Mounted {
  if (process.getuid?.() !== 0) return impossible('only root mounts')
  const {status, stderr} = spawnSync('mount', [...words])
  if (status !== 0) return impossible(stderr)
  onTestFinished(() => void spawnSync('umount', ['--lazy', folder]))
  return {kind: 'mounted'}
}

function impossible(why: Buffer | string | null): Mounted {
  return {kind: 'impossible', reason: `nothing can be mounted here: ${String(why ?? 'no mount').trim()}`}
}

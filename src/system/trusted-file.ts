// Reads a file that decides something, unless somebody else could have written it: another user, through the file itself, a
// folder above it, or a link.

import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs'
import {basename, dirname, join, sep} from 'node:path'
import {shellWords} from '../core/shell-words.ts'

export type TrustedFile =
  | {readonly kind: 'absent'}
  | {readonly kind: 'content'; readonly content: Buffer}
  | {readonly kind: 'refused'; readonly refusals: readonly Refusal[]}

export interface Refusal {
  /** The file, or a folder above it. */
  readonly path: string
  readonly message: string
  /** The command that mends it, where there is one. */
  readonly hint?: string
}

export interface TrustLimits {
  /** A link may lead anywhere below this folder. */
  readonly tree: string
  /** Folders are looked at up to this one, or to the root for a file elsewhere. */
  readonly home: string
  /** In bytes; what is larger is refused unread. */
  readonly largest: number
}

export function readTrustedFile(path: string, {tree, home, largest}: TrustLimits): TrustedFile {
  try {
    const isLink = lstatSync(path).isSymbolicLink()
    const real = realpathSync(path)
    const folder = realpathSync(dirname(path))
    const refusals: Refusal[] = []
    if (isLink && !isBelow(real, realpathSync(tree))) {
      refusals.push({
        path,
        message: `is a link to \`${real}\`, outside \`${tree}\``,
        hint: `${shellWords(['rm', path])} && ${shellWords(['cp', real, path])}`,
      })
    }
    const stop = realpathSync(home)
    const folders = new Set([...foldersAbove(join(folder, basename(path)), stop), ...foldersAbove(real, stop)])
    for (const one of folders) refusals.push(...refusalsOf(one, statSync(one)))

    // Not blocking: a pipe in the place of the file would wait for ever.
    const file = openSync(real, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const stats = fstatSync(file)
      if (!stats.isFile()) return {kind: 'refused', refusals: [{path, message: 'is no file'}]}
      refusals.push(...refusalsOf(real, stats))
      if (stats.size > largest) refusals.push({path, message: `is larger than ${largest} bytes`})
      if (refusals.length > 0) return {kind: 'refused', refusals}
      return {kind: 'content', content: readFileSync(file)}
    } finally {
      closeSync(file)
    }
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    // Deny: it is there, and whatever keeps us from reading it, it may say something that matters.
    return isAbsent(path) ? {kind: 'absent'} : {kind: 'refused', refusals: [unreadable(path, code)]}
  }
}

/** What would keep a file from being read here once it is written; its folder is there. */
export function refusalsAbove(path: string, home: string): readonly Refusal[] {
  const folders = foldersAbove(join(realpathSync(dirname(path)), basename(path)), realpathSync(home))
  return folders.flatMap((one) => refusalsOf(one, statSync(one)))
}

/** A link that leads nowhere is there. */
function isAbsent(path: string): boolean {
  try {
    lstatSync(path)
    return false
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR'
  }
}

function unreadable(path: string, code: string | undefined): Refusal {
  const reason = REASONS.get(code ?? '') ?? code ?? 'unknown error'
  return {path, message: `cannot be read: ${reason}`, hint: shellWords(['ls', '-ld', path])}
}

const REASONS = new Map([
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['ENOENT', 'it is a link to nothing'],
  ['ELOOP', 'its symbolic links form a loop'],
])

function refusalsOf(path: string, stats: Stats): readonly Refusal[] {
  const {uid, mode} = stats
  const me = process.getuid?.()
  // Windows has neither owners nor modes of this kind.
  if (me === undefined) return []
  const refusals: Refusal[] = []
  if (uid !== me && uid !== 0) {
    refusals.push({
      path,
      message: `belongs to another user (uid ${uid})`,
      hint: shellWords(['sudo', 'chown', String(me), path]),
    })
  }
  // In a sticky folder, such as /tmp, nobody can put another file in the place of ours.
  const isSticky = stats.isDirectory() && (mode & 0o1000) !== 0
  if ((mode & 0o022) !== 0 && !isSticky) {
    const who = (mode & 0o002) === 0 ? 'its group' : 'everybody'
    refusals.push({path, message: `can be written by ${who}`, hint: shellWords(['chmod', 'go-w', path])})
  }
  return refusals
}

/** The folders that hold the file, up to `home` with it in it, or up to the root. */
function foldersAbove(path: string, home: string): readonly string[] {
  const folders: string[] = []
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    folders.push(folder)
    if (folder === home || folder === dirname(folder)) return folders
  }
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`)
}

// A policy file changed on the disk: trusted as on loading, under a lock, whole, and through the link that a manager of dotfiles
// may have put in its place.

import {mkdirSync, readFileSync, realpathSync, statSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {lockFile} from '../../system/file-lock.ts'
import {readTrustedFile, refusalsAbove} from '../../system/trusted-file.ts'
import {replaceFile} from '../../system/whole-file.ts'
import {LARGEST_FILE, type Problem} from '../problem.ts'
import type {Edited} from './edit-exceptions.ts'

export interface PlaceToEdit {
  readonly path: string
  /** Where a link may lead. */
  readonly tree: string
  readonly home: string
  /** `…/state/sallyport`, for the lock. */
  readonly state: string
  /** Whether a file that is not there is made. */
  readonly mayBeMade: boolean
}

export type FileEdit =
  | {
      readonly kind: 'edited'
      readonly change: Extract<Edited, {kind: 'edited'}>['change']
      readonly line: number
      /** Undefined where there was no file. */
      readonly before: string | undefined
      readonly after: string
    }
  | Exclude<Edited, {kind: 'edited'}>
  | {readonly kind: 'failed'; readonly message: string; readonly hint: string}

/** Milliseconds that another run may take. */
const PATIENCE = 5000
/** What a file holds that is not there yet. */
const EMPTY = 'version: 1\n'

export async function editFile(place: PlaceToEdit, edit: (content: Uint8Array) => Edited): Promise<FileEdit> {
  const {path, state} = place
  const lock = await takeLock(state)
  if (lock === undefined) {
    const message = `another sallyport is changing a policy file (the lock is in \`${state}\`)`
    return {kind: 'failed', message, hint: 'try again in a moment'}
  }
  if ('message' in lock) return lock
  try {
    const edited = planEdit(place, edit)
    if (edited.kind !== 'edited') return edited
    return write(place, edited)
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    return failed(`\`${path}\` cannot be written: ${code}`, code === 'ENOSPC' ? 'make room on the disk' : message)
  } finally {
    lock.release()
  }
}

/** What would be written; nothing is. */
export function planEdit({path, tree, home, mayBeMade}: PlaceToEdit, edit: (content: Uint8Array) => Edited): FileEdit {
  const file = readTrustedFile(path, {tree, home, largest: LARGEST_FILE})
  if (file.kind === 'refused') return {kind: 'problems', problems: file.refusals}
  if (file.kind === 'absent' && !mayBeMade) return {kind: 'problems', problems: [{path, message: 'does not exist'}]}
  const content = file.kind === 'absent' ? Buffer.from(EMPTY) : file.content
  const edited = edit(content)
  if (edited.kind !== 'edited') return edited
  const {change, line, text} = edited
  return {kind: 'edited', change, line, before: file.kind === 'absent' ? undefined : content.toString(), after: text}
}

function write({path, home}: PlaceToEdit, edited: Extract<FileEdit, {kind: 'edited'}>): FileEdit {
  const {before, after} = edited
  if (before === undefined) {
    mkdirSync(dirname(path), {recursive: true, mode: 0o700})
    const problems: readonly Problem[] = refusalsAbove(path, home)
    if (problems.length > 0) return {kind: 'problems', problems}
    replaceFile(path, after)
    return edited
  }
  const real = realpathSync(path)
  // An editor may have saved it since it was read.
  if (!readFileSync(real).equals(Buffer.from(before))) {
    return failed(`\`${path}\` was changed by somebody else meanwhile`, 'try again')
  }
  replaceFile(real, after, statSync(real).mode & 0o777)
  return edited
}

async function takeLock(state: string) {
  try {
    mkdirSync(state, {recursive: true, mode: 0o700})
    return await lockFile(join(state, 'policy-edit.lock'), PATIENCE)
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException
    return failed(`\`${state}\` cannot be written: ${code ?? message}`, `make \`${state}\` writable`)
  }
}

function failed(message: string, hint: string): Extract<FileEdit, {kind: 'failed'}> {
  return {kind: 'failed', message, hint}
}

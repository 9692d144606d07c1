// Writes the files of an enrolment, under one lock for everybody who writes them, so that whoever reads sees the old enrolment or
// the new one, whole, wherever the writer was killed.

import {existsSync, mkdirSync, renameSync, rmSync} from 'node:fs'
import {basename, dirname, join} from 'node:path'
import {type FileLock, lockFile} from '../../system/file-lock.ts'
import type {TeamPlace} from '../../system/places.ts'
import {flushFolder, removeLeftovers, replaceFile} from '../../system/whole-file.ts'
import {type Enrolment, printRecord, type TeamRecord} from './enrolment.ts'
import {isEnrolled, teamPaths} from './team-paths.ts'

/** Another one only writes for a moment. */
const LOCK_PATIENCE = 15_000

/** Something is wrong with the folder, not with a source. */
export class TeamFolderError extends Error {
  override readonly name = 'TeamFolderError'
  readonly hint: string

  constructor(message: string, hint: string) {
    super(message)
    this.hint = hint
  }
}

/** Throws `TeamFolderError`. */
export async function locked<Result>({folder}: TeamPlace, act: () => Result): Promise<Result> {
  let lock: FileLock | undefined
  try {
    mkdirSync(dirname(folder), {recursive: true, mode: 0o700})
    // Beside the folder, which comes and goes whole.
    lock = await lockFile(`${folder}.lock`, LOCK_PATIENCE)
    if (lock === undefined) throw new TeamFolderError(`\`${folder}\` is locked by another update`, 'try again')
    clearUp(folder)
    return act()
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException
    // Only what the file system says; everything else is a bug and is told as one.
    if (code === undefined) throw error
    const isFull = code === 'ENOSPC' || code === 'EDQUOT'
    const hint = isFull ? `make room for \`${folder}\`` : `make \`${dirname(folder)}\` a folder that you can write to`
    throw new TeamFolderError(`\`${folder}\` cannot be written (${message})`, hint)
  } finally {
    lock?.release()
  }
}

export interface TeamFiles {
  readonly enrolment: Enrolment
  readonly policy: Uint8Array
  readonly signature?: Uint8Array
}

/** Only under the lock. `before` is the record in place, with the enrolment in place as its current one. */
export function placeTeam(place: TeamPlace, files: TeamFiles, before: TeamRecord | undefined): void {
  if (!isEnrolled(place)) {
    placeWhole(place, files)
    return
  }
  const paths = teamPaths(place)
  const {enrolment, policy, signature} = files
  // The record knows both until the files are there: `enrolmentInPlace` has the order. Without a record nothing is in force, and
  // nothing will be before there is one again.
  if (before !== undefined) replaceFile(paths.record, printRecord({current: before.current, pending: enrolment}))
  if (signature !== undefined) replaceFile(paths.signature, signature)
  replaceFile(paths.policy, policy)
  writeTeamRecord(place, {current: enrolment})
  if (signature === undefined) rmSync(paths.signature, {force: true})
}

/** Only under the lock. */
export function writeTeamRecord(place: TeamPlace, record: TeamRecord): void {
  replaceFile(teamPaths(place).record, printRecord(record))
}

/** The first enrolment: one rename, before which nobody is enrolled and after which everything is there. */
function placeWhole({folder, root}: TeamPlace, {enrolment, policy, signature}: TeamFiles): void {
  const fresh = besideOf(folder)
  mkdirSync(fresh, {mode: 0o700})
  const paths = teamPaths({folder: fresh, root})
  if (signature !== undefined) replaceFile(paths.signature, signature)
  replaceFile(paths.policy, policy)
  replaceFile(paths.record, printRecord({current: enrolment}))
  rmSync(folder, {recursive: true, force: true})
  renameSync(fresh, folder)
  flushFolder(dirname(folder))
}

/** Only under the lock. One rename, after which nobody is enrolled. */
export function removeTeam({folder}: TeamPlace): void {
  const old = besideOf(folder)
  renameSync(folder, old)
  rmSync(old, {recursive: true, force: true})
}

/** Under the lock nobody else uses the name, and what a killed writer left there was cleared away. */
function besideOf(folder: string): string {
  return join(dirname(folder), `.${basename(folder)}-aside`)
}

/** What writers that were killed have left behind. */
function clearUp(folder: string): void {
  rmSync(besideOf(folder), {recursive: true, force: true})
  if (existsSync(folder)) removeLeftovers(folder)
}

import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import type {Ecosystem} from '../core/artifact.ts'
import type {NameIndex} from '../core/names/name-index.ts'
import {type FileLock, lockFile} from '../system/file-lock.ts'
import {removeLeftovers, replaceFile} from '../system/whole-file.ts'
import {objectionTo} from './index-check.ts'
import {loadNameData, type NameFolders} from './name-data.ts'
import {digestOf, nameStatus} from './name-status.ts'
import {readUpdateRecord, recordPath, type Update, type UpdateRecord} from './update-record.ts'

export type Placed =
  | {readonly kind: 'placed'; readonly previous: NameIndex | undefined}
  /** The very same index is in force. */
  | {readonly kind: 'same'; readonly index: NameIndex}
  | {readonly kind: 'refused'; readonly reason: string; readonly canForce: boolean}

/** Another update only writes for a moment. */
const LOCK_PATIENCE = 15_000

/**
 * Puts a checked index in force, together with the record of where it came from. Every update compares and writes under one
 * lock, so that of two at once the older never wins. Throws `UpdateFolderError`; the index in force then stays.
 */
export async function placeIndex(
  folders: NameFolders,
  {index, bytes, sources}: {readonly index: NameIndex; readonly bytes: Uint8Array; readonly sources: Update['sources']},
  {force, now}: {readonly force: boolean; readonly now: number},
): Promise<Placed> {
  const {ecosystem} = index
  return locked(folders.updated, () => {
    const {data, record, update: inPlace, damage} = nameStatus(folders, ecosystem, now)
    const digest = digestOf(bytes)
    const current = data.kind === 'index' ? data.index : undefined
    const update = {digest, fetched: iso(now), sources}
    const isSame = inPlace?.digest === digest && damage === undefined
    if (current !== undefined && isSame) {
      writeRecord(folders.updated, ecosystem, {updates: [update], checked: iso(now)})
      return {kind: 'same', index: current}
    }
    const bundled = loadNameData({...folders, updated: folders.bundled}, ecosystem, now)
    if (bundled.kind === 'index' && index.date < bundled.index.date) {
      const reason = `it is as of ${index.date}, older than the bundled one of ${bundled.index.date}, which stays in force`
      return {kind: 'refused', reason, canForce: false}
    }
    const objection = current === undefined || force ? undefined : objectionTo(index, current)
    if (objection !== undefined) return {kind: 'refused', reason: objection, canForce: true}
    // First the record, which knows both, then the index: a crash between them leaves an index whose origin is known.
    const known = record.updates.filter((one) => one.digest !== digest).slice(0, 1)
    writeRecord(folders.updated, ecosystem, {updates: [update, ...(inPlace === undefined ? known : [inPlace])]})
    replaceFile(join(folders.updated, `${ecosystem}.names`), bytes)
    return {kind: 'placed', previous: current}
  })
}

/** The sources had nothing newer. */
export async function recordCheck(folders: NameFolders, ecosystem: Ecosystem, now: number): Promise<void> {
  await locked(folders.updated, () => {
    const {updates} = readUpdateRecord(folders.updated, ecosystem)
    writeRecord(folders.updated, ecosystem, {updates, checked: iso(now)})
  })
}

/** For `cache status`. Where it cannot be written, the person has been told on the spot. */
export async function recordFailure(
  folders: NameFolders,
  ecosystem: Ecosystem,
  reason: string,
  now: number,
): Promise<void> {
  try {
    await locked(folders.updated, () => {
      const record = readUpdateRecord(folders.updated, ecosystem)
      writeRecord(folders.updated, ecosystem, {...record, lastFailure: {time: iso(now), reason}})
    })
  } catch {
    // A folder that cannot be written is the likeliest failure of all.
  }
}

/** Something is wrong with the folder of the indexes, not with a source. */
export class UpdateFolderError extends Error {
  override readonly name = 'UpdateFolderError'
  readonly hint: string

  constructor(message: string, hint: string) {
    super(message)
    this.hint = hint
  }
}

async function locked<T>(folder: string, act: () => T): Promise<T> {
  let lock: FileLock | undefined
  try {
    mkdirSync(folder, {recursive: true, mode: 0o700})
    lock = await lockFile(join(folder, 'update.lock'), LOCK_PATIENCE)
    if (lock === undefined) throw new UpdateFolderError(`\`${folder}\` is locked by another update`, 'try again')
    removeLeftovers(folder)
    return act()
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException
    // Only what the file system says; everything else is a bug and is told as one.
    if (code === undefined) throw error
    const isFull = code === 'ENOSPC' || code === 'EDQUOT'
    const hint = isFull ? `make room for \`${folder}\`` : `make \`${folder}\` a folder that you can write to`
    throw new UpdateFolderError(`\`${folder}\` cannot be written (${message})`, hint)
  } finally {
    lock?.release()
  }
}

function writeRecord(folder: string, ecosystem: Ecosystem, record: UpdateRecord): void {
  replaceFile(recordPath(folder, ecosystem), `${JSON.stringify({schema: 'sallyport/name-record/1', ...record})}\n`)
}

function iso(time: number): string {
  return new Date(time).toISOString()
}

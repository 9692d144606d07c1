import {createHash} from 'node:crypto'
import {readFileSync} from 'node:fs'
import type {Ecosystem} from '../core/artifact.ts'
import {loadNameData, type NameData, type NameFolders, type UnusedIndex} from './name-data.ts'
import {readUpdateRecord, type Update, type UpdateRecord} from './update-record.ts'

export const ECOSYSTEMS: readonly Ecosystem[] = ['npm', 'pypi', 'docker']

/** Months without an update in which a good many new names have come. */
export const OLD_AFTER_DAYS = 180

export interface NameStatus {
  readonly ecosystem: Ecosystem
  readonly data: NameData
  /** Size of the file in force. */
  readonly bytes: number
  readonly ageInDays: number
  /** How the index in force came here; undefined for a bundled one. */
  readonly update: Update | undefined
  readonly record: UpdateRecord
  /** An updated index that is not used, or is used and is not the file that was written. */
  readonly damage: UnusedIndex | undefined
}

/** Everything that can be said of the index of one ecosystem, `now` in milliseconds. Reads the files whole. */
export function nameStatus(folders: NameFolders, ecosystem: Ecosystem, now: number): NameStatus {
  const data = loadNameData(folders, ecosystem, now)
  const record = readUpdateRecord(folders.updated, ecosystem)
  if (data.kind === 'missing') {
    return {ecosystem, data, bytes: 0, ageInDays: 0, update: undefined, record, damage: data.unused}
  }
  const content = readFileSync(data.path)
  const digest = digestOf(content)
  const update = data.origin === 'updated' ? record.updates.find((one) => one.digest === digest) : undefined
  const isStranger = data.origin === 'updated' && update === undefined && record.updates.length > 0
  return {
    ecosystem,
    data,
    bytes: content.length,
    ageInDays: daysBetween(data.index.date, now),
    update,
    record,
    damage: isStranger
      ? {path: data.path, reason: 'it was changed after `sallyport cache update` wrote it'}
      : data.unused,
  }
}

export function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** Whole days from the start of a UTC day; 0 for a day in the future. */
export function daysBetween(date: string, now: number): number {
  const start = Date.parse(date)
  return Number.isNaN(start) ? 0 : Math.max(0, Math.floor((now - start) / 86_400_000))
}

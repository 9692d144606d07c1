// Reads a file of `cache export` as what it is, somebody's file: every line is looked at, and nothing is in force before the last
// one was.

import {closeSync} from 'node:fs'
import {openSourceFile} from '../../sources/fetch-file.ts'
import {troubleOf} from '../../system/sqlite.ts'
import type {FeedFacts} from '../cache/feed-table.ts'
import type {FeedRecord} from '../feeds/feed-record.ts'
import {FileWindow} from '../feeds/file-window.ts'
import {recordsInLines} from '../feeds/json-lines.ts'
import {putInForce} from '../feeds/put-in-force.ts'
import {isGzip, NotReadable, unpackedChunks} from '../feeds/text-chunks.ts'
import type {AdvisoryUpdate} from '../feeds/update-advisories.ts'
import {checkedIndex} from '../index-check.ts'
import type {NameFolders} from '../name-data.ts'
import type {UpdateResult} from '../update-names.ts'
import {placeIndex, UpdateFolderError} from '../update-place.ts'
import {type ImportedFeed, type ImportedNames, ImportReader} from './import-reader.ts'

export interface ImportRequest {
  readonly file: string
  readonly folder: string
  readonly nameFolders: NameFolders
  /** Also what is much smaller or older than what is in force. */
  readonly force: boolean
  /** Milliseconds since 1970. */
  readonly now: number
}

export type Imported =
  | {
      readonly kind: 'imported'
      readonly feeds: readonly {readonly ecosystem: ImportedFeed['ecosystem']; readonly result: AdvisoryUpdate}[]
      readonly names: readonly {readonly ecosystem: ImportedNames['ecosystem']; readonly result: UpdateResult}[]
    }
  /** Said of the file; nothing of it is in force. */
  | {readonly kind: 'failed'; readonly reason: string}

const LARGEST_FILE = 2 * 1024 ** 3

export async function importCache(request: ImportRequest): Promise<Imported> {
  const opened = openSourceFile(request.file, {}, {bytes: LARGEST_FILE})
  if (opened.kind !== 'file')
    return {kind: 'failed', reason: opened.kind === 'failed' ? opened.reason : 'it is unchanged'}
  const {file, size} = opened
  const reader = new ImportReader(request.folder, request.now)
  try {
    if (!isGzip(new FileWindow(file, size).read(0, 2)))
      return {kind: 'failed', reason: 'it is no file of `sallyport cache export`'}
    for await (const record of recordsInLines(unpackedChunks(file))) {
      const fault = faultOf(record) ?? (record.kind === 'value' ? reader.take(record.value) : undefined)
      if (fault !== undefined) return {kind: 'failed', reason: fault}
    }
    const content = reader.end()
    if (typeof content === 'string') return {kind: 'failed', reason: content}
    const feeds = content.feeds.map((feed) => ({ecosystem: feed.ecosystem, result: putFeed(feed, request)}))
    const names: {ecosystem: ImportedNames['ecosystem']; result: UpdateResult}[] = []
    for (const one of content.names) names.push({ecosystem: one.ecosystem, result: await putNames(one, request)})
    return {kind: 'imported', feeds, names}
  } catch (error) {
    if (error instanceof NotReadable) return {kind: 'failed', reason: error.message}
    const trouble = troubleOf(error)
    if (trouble === undefined) throw error
    return {kind: 'failed', reason: `\`${request.folder}\` cannot be written (${trouble.message})`}
  } finally {
    reader.close()
    closeSync(file)
  }
}

function faultOf(record: FeedRecord): string | undefined {
  if (record.kind === 'value') return undefined
  return record.kind === 'broken' ? record.reason : `${record.place}: ${record.reason}`
}

function putFeed(
  {ecosystem, stage, part, date, source}: ImportedFeed,
  {folder, force, now}: ImportRequest,
): AdvisoryUpdate {
  const facts: Omit<FeedFacts, 'entries' | 'newest' | 'unread' | 'problems'> = {part, date, source, fetched: now}
  const written = putInForce(folder, {stage, staged: stage.end(), ecosystem, facts}, {force, now})
  if (written.kind === 'failed') return written
  const {value, notice} = written
  if (value.kind === 'refused') {
    const hint = value.canForce ? {hint: '`sallyport cache import FILE --force` takes it all the same'} : {}
    return {kind: 'failed', reason: `the feed of the file is not taken: ${value.reason}`, ...hint}
  }
  return {...value, kind: 'updated', ...(notice === undefined ? {} : {notice})}
}

async function putNames(
  {ecosystem, bytes, source}: ImportedNames,
  {nameFolders, force, now}: ImportRequest,
): Promise<UpdateResult> {
  const checked = checkedIndex(bytes, ecosystem, new Date(now).toISOString().slice(0, 10))
  if (checked.kind === 'fault') return {kind: 'failed', reason: `its index of names cannot be used: ${checked.reason}`}
  const {index} = checked
  try {
    const sources = [{role: 'names', location: source} as const]
    const placed = await placeIndex(nameFolders, {index, bytes, sources}, {force, now})
    if (placed.kind === 'placed') return {kind: 'updated', index, previous: placed.previous}
    if (placed.kind === 'same') return {kind: 'up-to-date', index: placed.index}
    const hint = placed.canForce ? {hint: '`sallyport cache import FILE --force` takes it all the same'} : {}
    return {kind: 'failed', reason: `its index of names is not taken: ${placed.reason}`, ...hint}
  } catch (error) {
    if (!(error instanceof UpdateFolderError)) throw error
    return {kind: 'failed', reason: error.message, hint: error.hint}
  }
}

// Takes the advisories of one ecosystem from their source. Whatever fails, those in force stay.

import {closeSync} from 'node:fs'
import type {FeedEcosystem} from '../../core/osv/affected.ts'
import {type FetchedFile, fetchFile} from '../../sources/fetch-file.ts'
import type {FetchLimits, Validators} from '../../sources/fetched.ts'
import type {SourceLocation} from '../../sources/location.ts'
import {troubleOf} from '../../system/sqlite.ts'
import {type FeedFacts, feedsIn, writeFailure, writeFeed} from '../cache/feed-table.ts'
import {openReader} from '../cache/open-reader.ts'
import {isFeedExpected} from '../cache/place.ts'
import {writeTo} from '../cache/write.ts'
import {openFeedFile} from './feed-file.ts'
import {type Changes, putInForce} from './put-in-force.ts'
import {Stage} from './stage.ts'

export interface AdvisoryRequest {
  readonly ecosystem: FeedEcosystem
  readonly source: SourceLocation
  /** Also when the new feed is much smaller or older than the one in force, or mostly unreadable. */
  readonly force: boolean
  /** What it holds goes beside the feed in force, not in its place. A single advisory always does. */
  readonly add: boolean
}

export type AdvisoryUpdate =
  | {
      readonly kind: 'updated'
      readonly facts: FeedFacts
      readonly changes: Changes
      readonly previous: FeedFacts | undefined
      readonly notice?: string
    }
  | {readonly kind: 'up-to-date'; readonly facts: FeedFacts}
  /** `reason` may hold text from outside. */
  | {readonly kind: 'failed'; readonly reason: string; readonly hint?: string}

const PATIENCE = 15_000

export async function updateAdvisories(
  folder: string,
  request: AdvisoryRequest,
  limits: FetchLimits,
  now: number,
): Promise<AdvisoryUpdate> {
  const result = await taken(folder, request, limits, now).catch((error: unknown): AdvisoryUpdate => {
    const trouble = troubleOf(error)
    if (trouble === undefined) throw error
    const hint =
      trouble.kind === 'full' ? `make room for \`${folder}\`` : `make \`${folder}\` a folder that you can write to`
    return {kind: 'failed', reason: `\`${folder}\` cannot be written (${trouble.message})`, hint}
  })
  if (result.kind === 'failed' && isFeedExpected(folder, request.ecosystem)) {
    const failure = {time: now, reason: result.reason}
    // Where it cannot be written, the person has been told on the spot.
    writeTo({folder, patience: 0, now}, (database) => writeFailure(database, request.ecosystem, failure))
  }
  return result
}

async function taken(
  folder: string,
  request: AdvisoryRequest,
  limits: FetchLimits,
  now: number,
): Promise<AdvisoryUpdate> {
  const {source, ecosystem, force, add} = request
  const known = force || add ? undefined : feedInForce(folder, ecosystem, now, source)
  const fetched = await fetchFile(source, known ?? {}, limits, folder)
  if (fetched.kind === 'failed') return failed(source, fetched.reason)
  if (fetched.kind === 'unchanged') {
    if (known === undefined) return failed(source, 'it answered that nothing has changed since never')
    const facts = {...known, checked: now}
    const written = writeTo({folder, patience: PATIENCE, now}, (database) => writeFeed(database, ecosystem, facts))
    return written.kind === 'written' ? {kind: 'up-to-date', facts} : written
  }
  const {file} = fetched
  const stage = new Stage(folder, ecosystem, now)
  try {
    return await readInto(stage, fetched, {folder, request, now})
  } finally {
    stage.close()
    closeSync(file)
  }
}

async function readInto(
  stage: Stage,
  {file, size, etag, lastModified}: Extract<FetchedFile, {kind: 'file'}>,
  {folder, request, now}: {readonly folder: string; readonly request: AdvisoryRequest; readonly now: number},
): Promise<AdvisoryUpdate> {
  const {source, ecosystem, force} = request
  const feed = await openFeedFile(file, size)
  if ('kind' in feed) return failed(source, feed.reason)
  for await (const record of feed.records) {
    if (record.kind === 'broken') return failed(source, record.reason)
    stage.take(record)
  }
  const staged = stage.end()
  const isAdded = request.add || feed.format === 'single'
  const date = isAdded ? dayOf(now) : dateOf(lastModified, staged.newest, now)
  const validators: Validators = {
    ...(etag === undefined ? {} : {etag}),
    ...(lastModified === undefined ? {} : {lastModified}),
  }
  const facts = {
    date,
    source: whereOf(source),
    fetched: now,
    ...(isAdded ? {part: 'added' as const} : {part: 'feed' as const, ...validators}),
  }
  const written = putInForce(folder, {stage, staged, ecosystem, facts}, {force, now})
  if (written.kind === 'failed') return written
  const {value, notice} = written
  if (value.kind === 'refused') {
    const hint = value.canForce
      ? {hint: `\`sallyport cache update advisories ${ecosystem} --force\` takes it all the same`}
      : {}
    return {...failed(source, `it gave a feed that is not taken: ${value.reason}`), ...hint}
  }
  return {...value, kind: 'updated', ...(notice === undefined ? {} : {notice})}
}

/** What its source said when it gave the feed that is in force, if this is the same source. */
function feedInForce(
  folder: string,
  ecosystem: FeedEcosystem,
  now: number,
  source: SourceLocation,
): FeedFacts | undefined {
  const opened = openReader(folder, now)
  if (opened.kind !== 'open') return undefined
  try {
    return feedsIn(opened.database, ecosystem).find(
      ({part, source: place}) => part === 'feed' && place === whereOf(source),
    )
  } catch (error) {
    if (troubleOf(error) === undefined) throw error
    return undefined
  } finally {
    opened.database.close()
  }
}

/** The same wherever the command is given. */
function whereOf(source: SourceLocation): string {
  return source.kind === 'file' ? source.path : source.shown
}

/** The day that the source says it is of; else that of its latest entry, which is never too young. */
function dateOf(lastModified: string | undefined, newest: number, now: number): string {
  const time = Date.parse(lastModified ?? '')
  return dayOf(Math.min(Number.isNaN(time) ? newest : time, now))
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

function failed({shown}: SourceLocation, reason: string): Extract<AdvisoryUpdate, {kind: 'failed'}> {
  return {kind: 'failed', reason: `\`${shown}\`: ${reason}`}
}

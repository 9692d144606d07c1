import type {Ecosystem} from '../core/artifact.ts'
import {type NamedRows, readNameList} from '../core/name-lists/read-name-list.ts'
import {MAGIC} from '../core/names/index-format.ts'
import type {NameIndex} from '../core/names/name-index.ts'
import {fetchAddress} from '../sources/fetch-address.ts'
import type {Fetched, FetchLimits, Validators} from '../sources/fetched.ts'
import type {SourceLocation} from '../sources/location.ts'
import {readSourceFile} from '../sources/read-file.ts'
import {unpacked} from '../sources/unpacked.ts'
import {checkedIndex} from './index-check.ts'
import {contentOf} from './index-content.ts'
import {loadNameData, type NameFolders} from './name-data.ts'
import {nameStatus} from './name-status.ts'
import {placeIndex, recordCheck} from './update-place.ts'
import type {FetchedSource} from './update-record.ts'
import {type IndexContent, writeNameIndex} from './write-name-index.ts'

export interface UpdateRequest {
  readonly ecosystem: Ecosystem
  /** The names with how much they are used, or a prebuilt index. */
  readonly names: SourceLocation
  /** Lists of all names; with a prebuilt index they are not read. */
  readonly allNames: readonly SourceLocation[]
  readonly force: boolean
}

export type UpdateResult =
  | {readonly kind: 'updated'; readonly index: NameIndex; readonly previous: NameIndex | undefined}
  | {readonly kind: 'up-to-date'; readonly index: NameIndex}
  /** `reason` is a sentence without its subject's ecosystem, and may hold text from outside. */
  | {readonly kind: 'failed'; readonly reason: string; readonly hint?: string}

interface Content {
  readonly kind: 'content'
  readonly source: FetchedSource
  readonly bytes: Uint8Array
}

type Failure = Extract<UpdateResult, {kind: 'failed'}>

/** Fetches, builds, checks and puts in force the index of one ecosystem. Whatever fails, the one in force stays. */
export async function updateNames(
  folders: NameFolders,
  request: UpdateRequest,
  limits: FetchLimits,
  now: number,
): Promise<UpdateResult> {
  const {ecosystem, names, force} = request
  const known = force ? undefined : validatorsInForce(folders, request, now)
  const fetched = await fetchAll([names, ...request.allNames], known, limits)
  if (fetched === 'unchanged') {
    const {data} = nameStatus(folders, ecosystem, now)
    if (data.kind === 'missing') return failed(names, 'it answered that nothing has changed, but the index is gone')
    await recordCheck(folders, ecosystem, now)
    return {kind: 'up-to-date', index: data.index}
  }
  if ('kind' in fetched) return fetched
  const today = new Date(now).toISOString().slice(0, 10)
  const built = builtOf(request, fetched, {today, foreign: foreignNames(folders, ecosystem, now)})
  if (built.kind === 'failed') return built
  const checked = checkedIndex(built.bytes, ecosystem, today)
  if (checked.kind === 'fault') return failed(names, `it gave an index that cannot be used: ${checked.reason}`)
  const sources = fetched.map(({source}) => source)
  const placed = await placeIndex(folders, {index: checked.index, bytes: built.bytes, sources}, {force, now})
  switch (placed.kind) {
    case 'placed':
      return {kind: 'updated', index: checked.index, previous: placed.previous}
    case 'same':
      return {kind: 'up-to-date', index: placed.index}
    case 'refused':
      return {
        ...failed(names, `it gave an index that is not taken: ${placed.reason}`),
        ...hintFor(placed, checked.index, request),
      }
  }
}

function hintFor(
  {canForce}: {canForce: boolean},
  {header}: NameIndex,
  {ecosystem, allNames}: UpdateRequest,
): {hint?: string} {
  if (!canForce) return {}
  if (ecosystem === 'pypi' && !header.isComplete && allNames.length === 0) {
    return {
      hint: 'name a list of all names: `sallyport config set names-source-pypi-all URL|FILE`, or `--all-names URL|FILE`',
    }
  }
  return {hint: `\`sallyport cache update ${ecosystem} --force\` takes it all the same`}
}

/** What the sources said when they gave the index that is in force, if it is whole and these are the same sources. */
function validatorsInForce(
  folders: NameFolders,
  {ecosystem, names, allNames}: UpdateRequest,
  now: number,
): ReadonlyMap<string, Validators> | undefined {
  const {update, damage} = nameStatus(folders, ecosystem, now)
  if (update === undefined || damage !== undefined) return undefined
  const isSame =
    update.sources.length === 1 + allNames.length &&
    [names, ...allNames].every(({shown}, index) => update.sources[index]?.location === shown)
  return isSame ? new Map(update.sources.map((source) => [source.location, source])) : undefined
}

/** Every source's content, the names first; or that none has changed. One that has changed is no use without the others. */
async function fetchAll(
  locations: readonly SourceLocation[],
  known: ReadonlyMap<string, Validators> | undefined,
  limits: FetchLimits,
): Promise<readonly Content[] | 'unchanged' | Failure> {
  const contents: Content[] = []
  let unchanged = 0
  for (const [index, location] of locations.entries()) {
    const fetched = await fetchOne(location, known?.get(location.shown) ?? {}, limits)
    if (fetched.kind === 'failed') return failed(location, fetched.reason)
    if (fetched.kind === 'unchanged') {
      unchanged++
      continue
    }
    const plain = unpacked(fetched.bytes, limits.bytes)
    if (plain.kind === 'failed') return failed(location, plain.reason)
    const {etag, lastModified} = fetched
    const validators = {...(etag === undefined ? {} : {etag}), ...(lastModified === undefined ? {} : {lastModified})}
    const role = index === 0 ? 'names' : 'all-names'
    contents.push({kind: 'content', source: {role, location: location.shown, ...validators}, bytes: plain.bytes})
    if (isPrebuilt(plain.bytes)) break
  }
  if (unchanged === 0) return contents
  return contents.length === 0 ? 'unchanged' : fetchAll(locations, undefined, limits)
}

/** A simple index answers with JSON only to those who ask for it (PEP 691). */
const ACCEPT = 'application/vnd.pypi.simple.v1+json, application/json;q=0.9, text/plain;q=0.8, */*;q=0.5'

async function fetchOne(location: SourceLocation, known: Validators, limits: FetchLimits): Promise<Fetched> {
  if (location.kind === 'file') return readSourceFile(location.path, known, limits)
  return fetchAddress(location, known, limits, {accept: ACCEPT, redirects: 'https'})
}

function isPrebuilt(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(MAGIC.length, bytes.length)).toString('latin1') === MAGIC
}

/** The bytes of the index: those that were served, or those of the lists that were. */
function builtOf(
  {ecosystem, names, allNames}: UpdateRequest,
  contents: readonly Content[],
  {today, foreign}: {readonly today: string; readonly foreign: ForeignNames},
): {readonly kind: 'built'; readonly bytes: Uint8Array} | Failure {
  const [first, ...rest] = contents
  if (first === undefined) return failed(names, 'it gave nothing')
  if (isPrebuilt(first.bytes)) return {kind: 'built', bytes: first.bytes}
  const lists: NamedRows[] = []
  const dates: string[] = []
  for (const [index, content] of [first, ...rest].entries()) {
    const location = index === 0 ? names : (allNames[index - 1] ?? names)
    const text = textOf(content.bytes)
    if (text === undefined) return failed(location, 'it is no text in UTF-8')
    const list = readNameList(text, ecosystem)
    if (list.kind === 'unreadable') return failed(location, list.reason)
    lists.push(list)
    dates.push(list.date ?? dayOf(content.source.lastModified, today))
  }
  const [list, ...everything] = lists
  if (list === undefined) return failed(names, 'it gave nothing')
  const content = contentOf(ecosystem, list, everything)
  if ('kind' in content) return failed(names, content.reason)
  const date = dates.toSorted().at(-1) ?? today
  const own = new Set([...content.names.map(({name}) => name), ...content.members])
  const stillForeign = foreign.filter(({name}) => !own.has(name))
  return {kind: 'built', bytes: writeNameIndex({...content, date, foreign: stillForeign})}
}

type ForeignNames = NonNullable<IndexContent['foreign']>

/** The other ecosystems' popular names are no part of any source: those of the index in force stay. */
function foreignNames(folders: NameFolders, ecosystem: Ecosystem, now: number): ForeignNames {
  const data = loadNameData(folders, ecosystem, now)
  if (data.kind === 'missing') return []
  return Array.from(data.index.foreign(), ([name, home]) => ({ecosystem: home, name}))
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes)
  } catch {
    return undefined
  }
}

/** The day of an HTTP date. A server whose clock is ahead must not make an index that nothing later is newer than. */
function dayOf(lastModified: string | undefined, today: string): string {
  const time = Date.parse(lastModified ?? '')
  if (Number.isNaN(time)) return today
  const day = new Date(time).toISOString().slice(0, 10)
  return day < today ? day : today
}

function failed({shown}: SourceLocation, reason: string): Failure {
  return {kind: 'failed', reason: `\`${shown}\`: ${reason}`}
}

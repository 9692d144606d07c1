import {randomUUID} from 'node:crypto'
import {closeSync, createWriteStream, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync} from 'node:fs'
import {basename, dirname, join} from 'node:path'
import {Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import {createGzip} from 'node:zlib'
import {advisoryCount} from '../../core/osv/advisory-count.ts'
import {type Database, troubleOf} from '../../system/sqlite.ts'
import {type FeedFacts, feedsIn, PARTS} from '../cache/feed-table.ts'
import {openReader} from '../cache/open-reader.ts'
import {FEED_ECOSYSTEMS} from '../cache/place.ts'
import {loadNameData, type NameFolders} from '../name-data.ts'
import {digestOf, ECOSYSTEMS} from '../name-status.ts'
import {PIECE, SCHEMA} from './format.ts'

export interface ExportRequest {
  readonly file: string
  /** The whole cache, `…/cache/sallyport`. */
  readonly folder: string
  readonly nameFolders: NameFolders
  readonly withNames: boolean
  /** Over a file that is there. */
  readonly force: boolean
  /** Milliseconds since 1970. */
  readonly now: number
}

export type Exported =
  /** What the file carries, a phrase each: `npm: 200000 advisories as of 2026-11-24`. */
  | {readonly kind: 'exported'; readonly parts: readonly string[]}
  | {readonly kind: 'failed'; readonly reason: string; readonly hint?: string}

/** Writes the file whole or not at all. */
export async function exportCache(request: ExportRequest): Promise<Exported> {
  const {file, folder, force, now} = request
  if (!force && existsSync(file))
    return {kind: 'failed', reason: `\`${file}\` is there already`, hint: '`--force` writes over it'}
  const opened = openReader(folder, now)
  if (opened.kind !== 'open' && opened.kind !== 'absent') {
    return {
      kind: 'failed',
      reason: opened.kind === 'older' ? 'the reputation cache is of an older sallyport' : opened.reason,
    }
  }
  const database = opened.kind === 'open' ? opened.database : undefined
  const fresh = join(dirname(file), `.${basename(file)}.${randomUUID()}.tmp`)
  const parts: string[] = []
  try {
    const output = createWriteStream(fresh, {flags: 'wx', mode: 0o600})
    await pipeline(Readable.from(pieces(linesOf(request, database, parts))), createGzip(), output)
    if (parts.length === 0) {
      const reason = 'there is nothing to export: no advisories were taken, and no names were updated'
      return {kind: 'failed', reason, hint: '`sallyport cache update`'}
    }
    flush(fresh)
    renameSync(fresh, file)
    return {kind: 'exported', parts}
  } catch (error) {
    const trouble = troubleOf(error)
    if (trouble === undefined) throw error
    return {kind: 'failed', reason: `\`${file}\` was not written (${trouble.message})`}
  } finally {
    rmSync(fresh, {force: true})
    database?.close()
  }
}

function* linesOf({nameFolders, withNames, now}: ExportRequest, database: Database | undefined, parts: string[]) {
  let lines = 0
  const line = (value: object): string => {
    lines++
    return `${JSON.stringify(value)}\n`
  }
  yield line({schema: SCHEMA, created: new Date(now).toISOString()})
  // One state of it, whatever others write meanwhile.
  database?.exec('BEGIN')
  for (const ecosystem of database === undefined ? [] : FEED_ECOSYSTEMS) {
    for (const facts of database === undefined ? [] : feedsIn(database, ecosystem)) {
      parts.push(
        `${ecosystem}: ${advisoryCount(facts.entries)}${facts.part === 'added' ? ' beside the feed' : ''} as of ${facts.date}`,
      )
      yield line({feed: {ecosystem, ...carried(facts)}})
      const rows = database?.prepare('SELECT id, name, modified, facts FROM advisory WHERE ecosystem = ? AND part = ?')
      for (const row of rows?.iterate(ecosystem, PARTS[facts.part]) ?? []) {
        yield line({advisory: [row.id, row.name, row.modified, row.facts]})
      }
    }
  }
  for (const ecosystem of withNames ? ECOSYSTEMS : []) {
    const data = loadNameData(nameFolders, ecosystem, now)
    if (data.kind !== 'index' || data.origin !== 'updated') continue
    const bytes = readFileSync(data.path)
    parts.push(`${ecosystem}: ${data.index.size} names as of ${data.index.date}`)
    yield line({names: {ecosystem, digest: digestOf(bytes)}})
    for (let at = 0; at < bytes.length; at += PIECE) yield line({piece: bytes.toString('base64', at, at + PIECE)})
  }
  yield line({end: lines})
}

/** Not its validators: they are between this machine and the source. */
function carried({part, date, source}: FeedFacts) {
  return {part, date, source}
}

/** A stream takes longer for each piece than for its bytes. */
function* pieces(lines: Iterable<string>): Generator<string> {
  let pending = ''
  for (const line of lines) {
    pending += line
    if (pending.length < 1 << 16) continue
    yield pending
    pending = ''
  }
  yield pending
}

function flush(path: string): void {
  const file = openSync(path, 'r+')
  fsyncSync(file)
  closeSync(file)
}

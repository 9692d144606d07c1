// Everything that can be said of the reputation cache, for `cache status` and `doctor`.

import {existsSync, statSync} from 'node:fs'
import type {FeedEcosystem} from '../../core/osv/affected.ts'
import {type Database, troubleOf} from '../../system/sqlite.ts'
import {type FeedFacts, type FeedFailure, failureIn, feedsIn} from './feed-table.ts'
import {openReader} from './open-reader.ts'
import {damagedPaths, databasePath, FEED_ECOSYSTEMS, isFeedExpected} from './place.ts'

/** Days after which what was found to be malicious since then is too much to go without. */
export const FEED_OLD_AFTER_DAYS = 7

export interface ReputationStatus {
  readonly path: string
  /** With its log; 0 where there is none. */
  readonly bytes: number
  /** A sentence, where the database cannot be used. */
  readonly problem?: {readonly reason: string; readonly hint?: string}
  readonly feeds: readonly FeedStatus[]
  readonly facts: {readonly packages: number; readonly releases: number; readonly bytes: number}
  readonly notes: number
  /** Databases that were set aside. */
  readonly damaged: readonly string[]
}

export interface FeedStatus {
  readonly ecosystem: FeedEcosystem
  /** The feed before what was added; none where nothing was taken, or nothing can be read. */
  readonly parts: readonly FeedFacts[]
  /** It was taken once and cannot be read: every command is a question. */
  readonly isMissing: boolean
  readonly failure?: FeedFailure
}

/** `now` in milliseconds. With `thorough` every page of the database is looked at, which takes a second for a large one. */
export function reputationStatus(folder: string, now: number, thorough = false): ReputationStatus {
  const path = databasePath(folder)
  const opened = openReader(folder, now)
  const nothing = {feeds: FEED_ECOSYSTEMS.map((ecosystem) => missing(folder, ecosystem)), facts: NO_FACTS, notes: 0}
  const rest = {path, bytes: sizeOf(path), damaged: damagedPaths(folder)}
  switch (opened.kind) {
    case 'absent':
      return {...rest, ...nothing}
    case 'older':
      return {
        ...rest,
        ...nothing,
        problem: {reason: `\`${path}\` is of an older sallyport and is brought up to date when it is used`},
      }
    case 'set-aside':
    case 'unusable': {
      const hint = opened.kind === 'unusable' ? opened.hint : undefined
      return {
        ...rest,
        ...nothing,
        damaged: damagedPaths(folder),
        problem: {reason: opened.reason, ...(hint === undefined ? {} : {hint})},
      }
    }
    case 'open':
      try {
        const problem = thorough ? problemIn(opened.database, path) : undefined
        return {...rest, ...contentOf(opened.database, folder), ...(problem === undefined ? {} : {problem})}
      } catch (error) {
        const trouble = troubleOf(error)
        if (trouble === undefined) throw error
        return {...rest, ...nothing, problem: {reason: `\`${path}\` cannot be read: ${trouble.message}`}}
      } finally {
        opened.database.close()
      }
  }
}

const NO_FACTS = {packages: 0, releases: 0, bytes: 0}

function missing(folder: string, ecosystem: FeedEcosystem): FeedStatus {
  return {ecosystem, parts: [], isMissing: isFeedExpected(folder, ecosystem)}
}

function contentOf(database: Database, folder: string): Pick<ReputationStatus, 'feeds' | 'facts' | 'notes'> {
  const feeds = FEED_ECOSYSTEMS.map((ecosystem): FeedStatus => {
    const parts = feedsIn(database, ecosystem)
    const failure = failureIn(database, ecosystem)
    const isMissing = parts.length === 0 && isFeedExpected(folder, ecosystem)
    return {ecosystem, parts, isMissing, ...(failure === undefined ? {} : {failure})}
  })
  const count = (sql: string): number => Number(database.prepare(sql).get()?.value ?? 0)
  return {
    feeds,
    facts: {
      packages: count('SELECT count(*) AS value FROM package'),
      releases: count('SELECT count(*) AS value FROM release'),
      bytes: count('SELECT total(bytes) AS value FROM package'),
    },
    notes: count('SELECT count(*) AS value FROM note'),
  }
}

function problemIn(database: Database, path: string): ReputationStatus['problem'] {
  const {quick_check: found} = database.prepare('PRAGMA quick_check(1)').get() ?? {}
  if (found === 'ok') return undefined
  const reason = `\`${path}\` is damaged: ${String(found)}`
  return {reason, hint: '`sallyport cache clear --yes`, then `sallyport cache update`'}
}

function sizeOf(path: string): number {
  return [path, `${path}-wal`].reduce((sum, one) => sum + (existsSync(one) ? statSync(one).size : 0), 0)
}

import {mkdtempSync, realpathSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {onTestFinished} from 'vitest'
import type {Affected, FeedEcosystem} from '../../src/core/osv/affected.ts'
import {storeAffected} from '../../src/core/osv/stored-affected.ts'
import {writeFeed} from '../../src/reputation/cache/feed-table.ts'
import {expectFeed} from '../../src/reputation/cache/place.ts'
import {writeTo} from '../../src/reputation/cache/write.ts'

export const NOW = Date.parse('2026-11-24T12:00:00Z')

/** An empty cache folder for one test. */
export function cacheFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sallyport-cache-')))
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}))
  return folder
}

export function everyVersionOf(id: string): Affected {
  return {
    id,
    kind: 'malware',
    aliases: [],
    modified: 1,
    versions: [],
    ranges: [[{kind: 'introduced', version: '0'}]],
  }
}

/** Puts a small feed in force, as an update does. */
export function putFeed(
  folder: string,
  ecosystem: FeedEcosystem,
  advisories: Readonly<Record<string, readonly Affected[]>>,
): void {
  const written = writeTo({folder, patience: 1000, now: NOW}, (database) => {
    expectFeed(folder, ecosystem)
    const insert = database.prepare(
      'INSERT INTO advisory (ecosystem, name, id, part, modified, facts) VALUES (?, ?, ?, 0, ?, ?)',
    )
    for (const [name, list] of Object.entries(advisories)) {
      for (const one of list) insert.run(ecosystem, name, one.id, one.modified, storeAffected(one))
    }
    writeFeed(database, ecosystem, {
      part: 'feed',
      date: '2026-11-20',
      newest: 1,
      entries: 1,
      source: '/feed.zip',
      fetched: NOW,
      unread: 0,
      problems: [],
    })
  })
  if (written.kind === 'failed') throw new Error(written.reason)
}

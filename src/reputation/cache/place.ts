// Where the reputation cache lies, and the marks that stand beside it for feeds that should be in it.

import {existsSync, readdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import type {Ecosystem} from '../../core/artifact.ts'
import type {FeedEcosystem} from '../../core/osv/affected.ts'
import {replaceFile} from '../../system/whole-file.ts'

export const FEED_ECOSYSTEMS: readonly FeedEcosystem[] = ['npm', 'pypi']

/** `folder` is always the whole cache, `…/cache/sallyport`. */
export function databasePath(folder: string): string {
  return join(folder, 'reputation.db')
}

/** What every writer holds, and whoever moves the database away: so no writer ever has a file that is not there any more. */
export function writerLockPath(folder: string): string {
  return join(folder, 'reputation.lock')
}

/** Databases that were set aside, the oldest first. */
export function damagedPaths(folder: string): readonly string[] {
  const names = existsSync(folder) ? readdirSync(folder) : []
  return names
    .filter((name) => name.startsWith('reputation.db.damaged-') && !/-(?:wal|shm)$/.test(name))
    .sort()
    .map((name) => join(folder, name))
}

/**
 * Deny: a feed that was taken once and is not in the database has been lost, with whatever it knew. The mark says that there is
 * one, so that losing the database is not the same as never having had a feed; and who has none does not even open a database.
 */
export function isFeedExpected(folder: string, ecosystem: Ecosystem): boolean {
  return ecosystem !== 'docker' && existsSync(markPath(folder, ecosystem))
}

/** Before the feed itself: a crash in between leaves a feed that is missed, not one that nobody looks for. */
export function expectFeed(folder: string, ecosystem: FeedEcosystem): void {
  if (!existsSync(markPath(folder, ecosystem))) replaceFile(markPath(folder, ecosystem), '')
}

export function expectNoFeed(folder: string, ecosystem: FeedEcosystem): void {
  rmSync(markPath(folder, ecosystem), {force: true})
}

function markPath(folder: string, ecosystem: FeedEcosystem): string {
  return join(folder, `advisories-${ecosystem}.expected`)
}

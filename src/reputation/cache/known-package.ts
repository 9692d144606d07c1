// What registries said before: of each version as it was first seen, so that a version that changes afterwards can be noticed.

import type {Moment, Release} from '../../core/release.ts'
import type {Database} from '../../system/sqlite.ts'
import {registryKey} from './registry-key.ts'
import {readRelease} from './stored-release.ts'

export interface PackageFacts {
  readonly etag?: string
  /** When the registry last changed the package, as it says itself. */
  readonly modified?: Moment
  /** When the registry was asked. */
  readonly fetched: Moment
  /** Those worth remembering. A version that is known already stays as it was. */
  readonly releases: readonly Release[]
}

export interface SeenRelease {
  readonly release: Release
  readonly firstSeen: Moment
}

export interface KnownPackage extends Omit<PackageFacts, 'releases'> {
  readonly release: (version: string) => SeenRelease | undefined
  readonly releases: () => readonly SeenRelease[]
}

/** One release, with what is known of its package. */
export interface KnownRelease extends SeenRelease, Pick<PackageFacts, 'modified' | 'fetched'> {}

type Rows = readonly Readonly<Record<string, unknown>>[]

/** Throws what SQLite says. */
export function knownPackages(database: Database) {
  const packages = database.prepare('SELECT id, etag, modified, fetched FROM package WHERE registry = ? AND name = ?')
  const one = database.prepare('SELECT version, first_seen, facts FROM release WHERE package = ? AND version = ?')
  const all = database.prepare('SELECT version, first_seen, facts FROM release WHERE package = ?')
  return (registry: string, name: string): KnownPackage | undefined => {
    const key = registryKey(registry)
    const found = key === undefined ? undefined : packages.get(key, name)
    if (found === undefined) return undefined
    const {id, etag, modified, fetched} = found
    return {
      ...(typeof etag === 'string' ? {etag} : {}),
      ...(typeof modified === 'number' ? {modified} : {}),
      fetched: Number(fetched),
      release: (version) => seen(one.all(id ?? null, version))[0],
      releases: () => seen(all.all(id ?? null)),
    }
  }
}

/** Throws what SQLite says. For a lockfile, of which every entry is looked up. */
export function knownReleases(database: Database) {
  const select = database.prepare(`
    SELECT version, first_seen, facts, modified, fetched FROM package JOIN release ON release.package = package.id
    WHERE registry = ? AND name = ? AND version = ?`)
  const keys = new Map<string, string | undefined>()
  return (registry: string, name: string, version: string): KnownRelease | undefined => {
    if (!keys.has(registry)) keys.set(registry, registryKey(registry))
    const key = keys.get(registry)
    const row = key === undefined ? undefined : select.get(key, name, version)
    const [found] = row === undefined ? [] : seen([row])
    if (row === undefined || found === undefined) return undefined
    const {modified, fetched} = row
    return {...found, ...(typeof modified === 'number' ? {modified} : {}), fetched: Number(fetched)}
  }
}

function seen(rows: Rows): readonly SeenRelease[] {
  return rows.flatMap(({version, first_seen: firstSeen, facts}) => {
    const release = readRelease(String(version), String(facts))
    return release === undefined ? [] : [{release, firstSeen: Number(firstSeen)}]
  })
}

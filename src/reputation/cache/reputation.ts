// The reputation cache as everybody else sees it: what feeds and registries said, and what was seen before. All of it is
// synchronous; a look-up takes microseconds.

import {assertNever} from '../../core/assert-never.ts'
import type {FeedEcosystem} from '../../core/osv/affected.ts'
import {type Database, troubleOf} from '../../system/sqlite.ts'
import {type AdvisorySource, advisoriesIn, type SilentSource} from './advisory-source.ts'
import {feedsIn} from './feed-table.ts'
import {type Kept, keepIn, type Learned} from './keep.ts'
import {type KnownPackage, type KnownRelease, knownPackages, knownReleases, type PackageFacts} from './known-package.ts'
import {openReader} from './open-reader.ts'
import {databasePath, isFeedExpected} from './place.ts'
import {setAside} from './set-aside.ts'
import {writeTo} from './write.ts'

export type Opening =
  /** `notice` is a sentence to tell the person once: the database was damaged and a new one is begun. */
  | {readonly kind: 'open'; readonly reputation: Reputation; readonly notice?: string}
  /** It is there and stays as it is. A sentence that names the file. */
  | {readonly kind: 'unusable'; readonly reason: string; readonly hint?: string}

export type Closing =
  | {readonly kind: 'nothing'}
  | ({readonly kind: 'kept'} & Kept)
  /** A sentence. Nobody has to be told: it is learned again another day. */
  | {readonly kind: 'not-kept'; readonly reason: string}

/** Milliseconds that a run waits at its end for others that write. */
const PATIENCE = 500
const HINT = '`sallyport cache update advisories`'

/**
 * Opens `<folder>/reputation.db`, where it is there; nothing is made before there is something to keep. `folder` is the whole
 * cache, `now` in milliseconds since 1970.
 */
export function openReputation(folder: string, now: number): Opening {
  const opened = openReader(folder, now)
  switch (opened.kind) {
    case 'open':
      return {kind: 'open', reputation: new Reputation(folder, now, opened)}
    case 'absent':
      return {kind: 'open', reputation: new Reputation(folder, now)}
    case 'set-aside':
      return {kind: 'open', reputation: new Reputation(folder, now), notice: opened.reason}
    case 'older': {
      const migrated = writeTo({folder, patience: PATIENCE, now}, () => undefined)
      const again = migrated.kind === 'written' ? openReader(folder, now) : undefined
      if (again?.kind === 'open') return {kind: 'open', reputation: new Reputation(folder, now, again)}
      const reason = migrated.kind === 'failed' ? migrated.reason : 'another process writes to it'
      return {kind: 'unusable', reason: `the reputation cache cannot be brought up to date: ${reason}`}
    }
    case 'unusable':
      return opened
    default:
      return assertNever(opened)
  }
}

/** Advisories of one ecosystem, from a cache that may not have opened. */
export function advisorySource(opening: Opening, folder: string, ecosystem: FeedEcosystem): AdvisorySource {
  if (opening.kind === 'open') return opening.reputation.advisories(ecosystem)
  return isFeedExpected(folder, ecosystem) ? {...opening, kind: 'silent'} : {kind: 'none'}
}

export class Reputation {
  readonly #folder: string
  readonly #now: number
  readonly #identity: string
  readonly #learned: Learned[] = []
  readonly #notes = new Map<string, string>()
  #database: Database | undefined
  #packages: ReturnType<typeof knownPackages> | undefined
  #releases: ReturnType<typeof knownReleases> | undefined
  /** Why nothing can be read any more. */
  #damage: string | undefined

  constructor(folder: string, now: number, opened?: {readonly database: Database; readonly identity: string}) {
    this.#folder = folder
    this.#now = now
    this.#database = opened?.database
    this.#identity = opened?.identity ?? ''
  }

  /** The feed of one ecosystem, or that there is none, or that there should be one. */
  advisories(ecosystem: FeedEcosystem): AdvisorySource {
    const source = this.#read((database): AdvisorySource => {
      const [facts] = feedsIn(database, ecosystem)
      if (facts === undefined) return {kind: 'none'}
      const lookUp = advisoriesIn(database, ecosystem)
      const about = (name: string) => this.#read(() => lookUp(name)) ?? this.#silent()
      return {kind: 'feed', date: facts.date, about}
    })
    if (source?.kind === 'feed' || !isFeedExpected(this.#folder, ecosystem)) {
      return source ?? {kind: 'none'}
    }
    return source === undefined && this.#database !== undefined ? this.#silent() : this.#lost(ecosystem)
  }

  /** Another text for every other content of the feeds of one ecosystem. */
  feedState(ecosystem: FeedEcosystem): string {
    return JSON.stringify(this.#read((database) => feedsIn(database, ecosystem)) ?? 'silent')
  }

  /** What that registry said of the package before; undefined where it was never asked, or that is forgotten. */
  package(registry: string, name: string): KnownPackage | undefined {
    return this.#read((database) => {
      this.#packages ??= knownPackages(database)
      const known = this.#packages(registry, name)
      if (known === undefined) return undefined
      return {
        ...known,
        release: (version) => this.#read(() => known.release(version)),
        releases: () => this.#read(() => known.releases()) ?? [],
      }
    })
  }

  /** What that registry said of one release when it was first seen. */
  release(registry: string, name: string, version: string): KnownRelease | undefined {
    return this.#read((database) => {
      this.#releases ??= knownReleases(database)
      return this.#releases(registry, name, version)
    })
  }

  /** To be written at the end, by `close`. Of several for one package the last counts. */
  keep(registry: string, name: string, facts: PackageFacts): void {
    this.#learned.push({registry, name, facts})
  }

  /** A small thing that was seen before. */
  note(key: string): string | undefined {
    return this.#notes.get(key) ?? this.#read((database) => noteIn(database, key))
  }

  /** To be written at the end, by `close`. */
  remember(key: string, value: string): void {
    this.#notes.set(key, value)
  }

  /** Writes what was learned, unless others write for too long. */
  close(): Closing {
    const closing = this.#write()
    // Only now: while a reader is there, the writer leaves the log as it is, and does not wait for the disk.
    this.#database?.close()
    this.#database = undefined
    return closing
  }

  #write(): Closing {
    if (this.#learned.length === 0 && this.#notes.size === 0) return {kind: 'nothing'}
    const written = writeTo({folder: this.#folder, patience: PATIENCE, now: this.#now, isHurried: true}, (database) =>
      keepIn(database, this.#learned, this.#notes, this.#now),
    )
    return written.kind === 'written' ? {kind: 'kept', ...written.value} : {kind: 'not-kept', reason: written.reason}
  }

  /** Undefined also where there is no database, or it does not answer. */
  #read<T>(act: (database: Database) => T): T | undefined {
    if (this.#database === undefined || this.#damage !== undefined) return undefined
    try {
      return act(this.#database)
    } catch (error) {
      const trouble = troubleOf(error)
      if (trouble === undefined) throw error
      this.#damage =
        trouble.kind === 'damaged'
          ? setAside(this.#folder, this.#identity, trouble.message, this.#now)
          : `the reputation cache \`${databasePath(this.#folder)}\` does not answer: ${trouble.message}`
      return undefined
    }
  }

  #silent(): SilentSource {
    return {kind: 'silent', reason: this.#damage ?? 'the reputation cache does not answer', hint: HINT}
  }

  #lost(ecosystem: FeedEcosystem): SilentSource {
    const reason = `the advisories of ${ecosystem} that were taken once are not in \`${databasePath(this.#folder)}\` any more`
    return {kind: 'silent', reason, hint: `\`sallyport cache update advisories ${ecosystem}\``}
  }
}

function noteIn(database: Database, key: string): string | undefined {
  const {value} = database.prepare('SELECT value FROM note WHERE key = ?').get(key) ?? {}
  return typeof value === 'string' ? value : undefined
}

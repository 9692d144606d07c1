// What runs of npm remember of releases, opened when it is first needed: where nothing was ever kept, no database is loaded.

import {existsSync} from 'node:fs'
import {printable} from '../core/printable.ts'
import type {ReleaseMemory} from '../gateway/release-memory.ts'
import {databasePath} from '../reputation/cache/place.ts'
import type {Opening, Reputation} from '../reputation/cache/reputation.ts'
import type {Edge} from './edge.ts'

export interface NpmMemory {
  readonly isThere: boolean
  readonly open: () => Promise<ReleaseMemory>
  /** The whole cache, for whoever needs more of it. */
  readonly opening: () => Promise<Opening>
  /** Writes down what was learned. For when the tool has ended and nobody waits for it. */
  readonly close: () => void
}

const DAY = 24 * 60 * 60 * 1000
/** Milliseconds after which something is written down again, so that what is in use is not forgotten. */
const FRESH_FOR = 7 * DAY

/** As much of the edge as it needs. */
type MemoryEdge = Pick<Edge, 'now' | 'say'> & {readonly places: Pick<Edge['places'], 'cache'>}

export function npmMemory(edge: MemoryEdge): NpmMemory {
  const folder = edge.places.cache
  let opened: Opening | undefined
  let loading: Promise<Opening> | undefined
  const load = async (): Promise<Opening> => {
    const {openReputation} = await import('../reputation/cache/reputation.ts')
    opened = openReputation(folder, edge.now())
    return opened
  }
  const opening = (): Promise<Opening> => {
    loading ??= load()
    return loading
  }
  return {
    isThere: existsSync(databasePath(folder)),
    open: async () => {
      const found = await opening()
      // What cannot be read knows nothing, and keeps nothing: a memory only ever adds to what a registry says.
      return found.kind === 'open' ? memoryIn(found.reputation, edge.now()) : NOTHING
    },
    opening,
    close: () => {
      if (opened?.kind !== 'open') return
      if (opened.notice !== undefined) edge.say(`sallyport: ${printable(opened.notice)}`)
      opened.reputation.close()
    },
  }
}

const NOTHING: ReleaseMemory = {
  release: () => undefined,
  keep: () => undefined,
  note: () => undefined,
  remember: () => undefined,
}

function memoryIn(reputation: Reputation, now: number): ReleaseMemory {
  const written = new Set<string>()
  return {
    release: (registry, name, version) => reputation.release(registry, name, version),
    keep: (registry, name, release, modified) => {
      const id = `${registry} ${name}@${release.version}`
      if (written.has(id)) return
      written.add(id)
      const known = reputation.release(registry, name, release.version)
      if (known !== undefined && now - known.fetched < FRESH_FOR) return
      reputation.keep(registry, name, {
        fetched: now,
        releases: [release],
        ...(modified === undefined ? {} : {modified}),
      })
    },
    note: (key) => reputation.note(key),
    remember: (key, value) => reputation.remember(key, value),
  }
}

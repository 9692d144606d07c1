// Packuments that npm is about to ask for, fetched and judged before it does. npm looks at one level of a tree after the other and
// thinks in between; the gateway sees what each version needs, and has the next levels by then. Nothing is decided by it: what
// npm does not ask for is thrown away, and what could not be fetched is fetched again when npm asks.

import semver from 'semver'
import type {Packument} from '../core/packument/packument.ts'
import {allEdgesOf, type Edge, pickVersion} from './resolution.ts'
import type {UpstreamRequest} from './upstream-client.ts'

type Headers = UpstreamRequest['headers']

export interface Ahead<Answer> {
  /** npm has nothing yet and will ask for everything. `headers`: as it will ask. */
  readonly begin: (headers: Headers) => void
  /** npm asks: what there is for it, once. Rejects where it could not be fetched. */
  readonly take: (name: string, headers: Headers) => Promise<Answer> | undefined
  /** What the package needs is needed next. */
  readonly follow: (packument: Packument, isAside: (version: string) => boolean) => void
  readonly close: () => void
}

export interface AheadParts<Answer> {
  readonly fetch: (name: string, headers: Headers, signal: AbortSignal) => Promise<Answer>
  /** Bytes that keeping it takes. */
  readonly sizeOf: (answer: Answer) => number
  /** Names that npm knows from elsewhere: it does not ask for them. */
  readonly isLocked: (name: string) => boolean
  /** What the command asks for. */
  readonly roots: readonly Edge[]
}

/** Fewer connections than npm itself makes (`maxsockets`, 15), because npm makes its own beside these. */
const MOST_AT_ONCE = 10
/** Bytes that wait for npm. */
const MOST_HELD = 4 * 1024 * 1024
/** So many may wait before npm took any, and twice as many as it took: npm's own cache may have them all. */
const MOST_UNASKED = 8

interface Waiting<Answer> {
  readonly accept: unknown
  readonly answer: Promise<Answer>
  /** Bytes; none before it is there. */
  size: number
}

export function fetchAhead<Answer>({fetch, sizeOf, isLocked, roots}: AheadParts<Answer>): Ahead<Answer> {
  const wanted = new Map<string, Set<string>>()
  const seen = new Set<string>()
  const waiting = new Map<string, Waiting<Answer>>()
  const queue: string[] = []
  const gone = new AbortController()
  let headers: Headers | undefined
  let isFresh = false
  let running = 0
  let held = 0
  let taken = 0

  const want = ({name, specifier}: Edge): void => {
    if (!isFromRegistry(specifier) || isLocked(name)) return
    const known = wanted.get(name)
    if (known === undefined) wanted.set(name, new Set([specifier]))
    else known.add(specifier)
    if (!seen.has(name)) queue.push(name)
  }

  const hasRoom = (): boolean =>
    running < MOST_AT_ONCE && held < MOST_HELD && (isFresh || waiting.size < MOST_UNASKED + 2 * taken)

  const start = (name: string, given: Headers): void => {
    seen.add(name)
    running++
    const one: Waiting<Answer> = {accept: given.accept, answer: fetch(name, given, gone.signal), size: 0}
    waiting.set(name, one)
    void settle(name, one)
  }

  const settle = async (name: string, one: Waiting<Answer>): Promise<void> => {
    try {
      const size = sizeOf(await one.answer)
      if (waiting.get(name) === one) {
        one.size = size
        held += size
      }
    } catch {
      // npm will ask for it, and hear what the registry says then.
      if (waiting.get(name) === one) waiting.delete(name)
    }
    running--
    pump()
  }

  const pump = (): void => {
    const given = headers
    if (given === undefined) return
    while (hasRoom() && queue.length > 0) {
      const name = queue.shift()
      if (name !== undefined && !seen.has(name)) start(name, given)
    }
  }

  for (const root of roots) want(root)
  return {
    begin: (given) => {
      headers = given
      isFresh = true
      pump()
    },
    take: (name, given) => {
      headers = given
      seen.add(name)
      const found = waiting.get(name)
      waiting.delete(name)
      if (found === undefined) return undefined
      taken++
      held -= found.size
      pump()
      // Another form of it was asked for; the one that is there is of no use.
      return found.accept === given.accept ? found.answer : undefined
    },
    follow: (packument, isAside) => {
      for (const specifier of wanted.get(packument.name) ?? []) {
        const version = pickVersion(packument, specifier, isAside)
        const manifest = version === undefined ? undefined : packument.manifest(version)
        if (manifest !== undefined) for (const edge of allEdgesOf(manifest)) want(edge)
      }
      wanted.delete(packument.name)
      pump()
    },
    close: () => gone.abort(),
  }
}

/** A range, or a tag; what has another form comes from elsewhere. */
function isFromRegistry(specifier: string): boolean {
  return semver.validRange(specifier, {loose: true}) !== null || /^[^:/]*$/.test(specifier)
}

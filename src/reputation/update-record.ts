import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Ecosystem} from '../core/artifact.ts'

/** What `sallyport cache update` remembers beside an index, in `<folder>/<ecosystem>.json`. Times are ISO 8601, UTC. */
export interface UpdateRecord {
  /** By what they made: the index in place, and the one before it, so that a crash between two writes leaves neither unknown. */
  readonly updates: readonly Update[]
  /** When the sources were last asked and had nothing newer. */
  readonly checked?: string
  readonly lastFailure?: {readonly time: string; readonly reason: string}
}

export interface Update {
  /** SHA-256 of the index file, hexadecimal. */
  readonly digest: string
  readonly fetched: string
  readonly sources: readonly FetchedSource[]
}

export interface FetchedSource {
  readonly role: 'names' | 'all-names'
  /** Address or path, with its secrets masked. */
  readonly location: string
  readonly etag?: string
  readonly lastModified?: string
}

export function recordPath(folder: string, ecosystem: Ecosystem): string {
  return join(folder, `${ecosystem}.json`)
}

/** A record that is not there or not readable is an empty one: everything in it can be had again by another update. */
export function readUpdateRecord(folder: string, ecosystem: Ecosystem): UpdateRecord {
  try {
    const record = JSON.parse(readFileSync(recordPath(folder, ecosystem), 'utf8')) as Loose<UpdateRecord> | null
    const {updates, checked, lastFailure} = record ?? {}
    return {
      updates: Array.isArray(updates)
        ? updates.flatMap((update) => updateOf(update as Loose<Update> | null) ?? [])
        : [],
      ...text('checked', checked),
      ...failureOf(lastFailure as Loose<{time: string; reason: string}> | null | undefined),
    }
  } catch {
    return {updates: []}
  }
}

type Loose<T> = {readonly [key in keyof T]?: unknown}

function updateOf(update: Loose<Update> | null): Update | undefined {
  const {digest, fetched, sources} = update ?? {}
  if (typeof digest !== 'string' || typeof fetched !== 'string' || !Array.isArray(sources)) return undefined
  return {digest, fetched, sources: sources.flatMap((source) => sourceOf(source as Loose<FetchedSource> | null) ?? [])}
}

function sourceOf(source: Loose<FetchedSource> | null): FetchedSource | undefined {
  const {role, location, etag, lastModified} = source ?? {}
  if ((role !== 'names' && role !== 'all-names') || typeof location !== 'string') return undefined
  return {role, location, ...text('etag', etag), ...text('lastModified', lastModified)}
}

function failureOf(
  failure: Loose<{time: string; reason: string}> | null | undefined,
): Pick<UpdateRecord, 'lastFailure'> {
  const {time, reason} = failure ?? {}
  return typeof time === 'string' && typeof reason === 'string' ? {lastFailure: {time, reason}} : {}
}

function text<K extends string>(key: K, value: unknown): {readonly [key in K]?: string} {
  return typeof value === 'string' ? ({[key]: value} as {readonly [key in K]?: string}) : {}
}

import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Ecosystem} from '../core/artifact.ts'
import {type NameIndex, openNameIndex} from '../core/names/name-index.ts'
import {dateOfIndexFile, isIndexDate} from './index-date.ts'

/** Where `<ecosystem>.names` may lie. */
export interface NameFolders {
  /** In the bundle: as of the day that sallyport was built. */
  readonly bundled: string
  /** In the cache: what `sallyport cache update` wrote. */
  readonly updated: string
}

export type NameData =
  | {
      readonly kind: 'index'
      readonly index: NameIndex
      readonly path: string
      readonly origin: 'bundled' | 'updated'
      /** An updated index that is there and was passed over. */
      readonly unused?: UnusedIndex
    }
  | {readonly kind: 'missing'; readonly path: string; readonly reason: string; readonly unused?: UnusedIndex}

export interface UnusedIndex {
  readonly path: string
  /** Said of the file: `it is cut short`. */
  readonly reason: string
}

/** Days after which new packages are too many for a name's absence to say much: PyPI gains about one name in a hundred a month. */
const FRESH_FOR_DAYS = 90

/**
 * The name index of one ecosystem that is in force: the updated one, unless it does not open or is older than the one in the
 * bundle. Where nobody ever updated, looking for it costs one `stat`. `now` is in milliseconds.
 */
export function loadNameData(folders: NameFolders, ecosystem: Ecosystem, now: number): NameData {
  const updatedPath = join(folders.updated, `${ecosystem}.names`)
  const bundledPath = join(folders.bundled, `${ecosystem}.names`)
  const freshSince = new Date(now - FRESH_FOR_DAYS * 86_400_000).toISOString().slice(0, 10)
  if (!existsSync(updatedPath)) return loadBundled(bundledPath, ecosystem, freshSince)
  const updated = openFile(updatedPath, ecosystem, freshSince)
  const reason = typeof updated === 'string' ? updated : whyOlder(updated, bundledPath)
  if (typeof updated !== 'string' && reason === undefined) {
    return {kind: 'index', index: updated, path: updatedPath, origin: 'updated'}
  }
  return {...loadBundled(bundledPath, ecosystem, freshSince), unused: {path: updatedPath, reason: reason ?? ''}}
}

function loadBundled(path: string, ecosystem: Ecosystem, freshSince: string): NameData {
  const index = openFile(path, ecosystem, freshSince)
  return typeof index === 'string'
    ? {kind: 'missing', path, reason: index}
    : {kind: 'index', index, path, origin: 'bundled'}
}

/** The opened index, or why it cannot be used. */
function openFile(path: string, ecosystem: Ecosystem, freshSince: string): NameIndex | string {
  try {
    const index = openNameIndex(readFileSync(path), freshSince)
    if (index.ecosystem !== ecosystem) return `it is an index of ${index.ecosystem}`
    return isIndexDate(index.date) ? index : 'it has no date'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** After an upgrade of sallyport the bundled index may be the newer one. Dates of this form compare as text. */
function whyOlder({date}: NameIndex, bundledPath: string): string | undefined {
  const bundled = dateOfIndexFile(bundledPath)
  if (bundled === undefined || date >= bundled) return undefined
  return `it is as of ${date}, older than the bundled one of ${bundled}`
}

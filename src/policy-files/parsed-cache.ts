// Parsed policy files, so that a command need not load a YAML parser and a schema to read again what it read before. An entry
// counts only for the same bytes and the same sallyport.

import {mkdirSync, renameSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import type {PolicyDocument} from '../core/policy/schema.ts'
import {sha256} from '../system/digest.ts'
import type {Places, TeamPlace} from '../system/places.ts'
import {readTrustedFile, type TrustLimits} from '../system/trusted-file.ts'

export interface ParsedPolicy {
  readonly document: PolicyDocument
  readonly lines: ReadonlyMap<string, number>
}

export interface CacheKey {
  /** One file for each policy file, so that they do not grow in number. */
  readonly path: string
  readonly limits: Pick<TrustLimits, 'tree' | 'home'>
  /** Of the content and of whatever else the parsing depends on. */
  readonly digest: string
}

interface KeyedFile {
  readonly path: string
  /** Of its content. */
  readonly digest: string
  /** sallyport's own: another one may read the same file in another way. */
  readonly version: string
}

export function cacheKey({path, digest, version}: KeyedFile, {cache, home}: Places): CacheKey {
  return {
    path: join(cache, 'policy', `${sha256(path).slice(0, 32)}.json`),
    limits: {tree: cache, home},
    digest: sha256(`${version} ${digest}`),
  }
}

/** Beside the team's policy, where no variable of the environment leads away from it. */
export function teamCacheKey({digest, version}: Omit<KeyedFile, 'path'>, {folder, root}: TeamPlace): CacheKey {
  return {
    path: join(folder, 'policy.parsed.json'),
    limits: {tree: folder, home: root},
    digest: sha256(`${version} ${digest}`),
  }
}

const LARGEST = 16 * 1024 * 1024

export function readParsed({path, limits, digest}: CacheKey): ParsedPolicy | undefined {
  const file = readTrustedFile(path, {...limits, largest: LARGEST})
  // What others could have written is no cache.
  if (file.kind !== 'content') return undefined
  try {
    const stored = JSON.parse(file.content.toString()) as {
      digest: string
      document: PolicyDocument
      lines: [string, number][]
    }
    return stored.digest === digest ? {document: stored.document, lines: new Map(stored.lines)} : undefined
  } catch {
    // Cut short by a full disk: parsed anew.
    return undefined
  }
}

export function writeParsed({path, digest}: CacheKey, {document, lines}: ParsedPolicy): void {
  const fresh = `${path}.${digest.slice(0, 16)}`
  try {
    mkdirSync(dirname(path), {recursive: true, mode: 0o700})
    writeFileSync(fresh, JSON.stringify({digest, document, lines: [...lines]}), {mode: 0o600, flag: 'w'})
    renameSync(fresh, path)
  } catch {
    // Without a place to write (a full disk, a home that is read only) every command parses.
  }
}

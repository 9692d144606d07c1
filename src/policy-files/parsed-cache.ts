// Parsed policy files, so that a command need not load a YAML parser and a schema to read again what it read before. An entry
// counts only for the same bytes and the same sallyport.

import {mkdirSync, renameSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {PolicyDocument} from '../core/policy/schema.ts'
import {readTrustedFile} from '../system/trusted-file.ts'

export interface ParsedPolicy {
  readonly document: PolicyDocument
  readonly lines: ReadonlyMap<string, number>
}

export interface CacheKey {
  /** `…/cache/sallyport`. */
  readonly folder: string
  readonly home: string
  /** One file for each policy file, so that the folder does not grow. */
  readonly name: string
  /** Of the content and of whatever else the parsing depends on. */
  readonly digest: string
}

const LARGEST = 16 * 1024 * 1024

export function readParsed({folder, home, name, digest}: CacheKey): ParsedPolicy | undefined {
  const file = readTrustedFile(join(folder, 'policy', `${name}.json`), {tree: folder, home, largest: LARGEST})
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

export function writeParsed({folder, name, digest}: CacheKey, {document, lines}: ParsedPolicy): void {
  const path = join(folder, 'policy', `${name}.json`)
  const fresh = `${path}.${digest.slice(0, 16)}`
  try {
    mkdirSync(join(folder, 'policy'), {recursive: true, mode: 0o700})
    writeFileSync(fresh, JSON.stringify({digest, document, lines: [...lines]}), {mode: 0o600, flag: 'w'})
    renameSync(fresh, path)
  } catch {
    // Without a place to write (a full disk, a home that is read only) every command parses.
  }
}

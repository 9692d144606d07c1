import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Ecosystem} from '../core/artifact.ts'
import {type NameIndex, openNameIndex} from '../core/names/name-index.ts'

export type NameData =
  | {readonly kind: 'index'; readonly index: NameIndex}
  | {readonly kind: 'missing'; readonly path: string; readonly reason: string}

/** The prebuilt name index of one ecosystem, `<folder>/<ecosystem>.names`. */
export function loadNameData(folder: string, ecosystem: Ecosystem): NameData {
  const path = join(folder, `${ecosystem}.names`)
  try {
    return {kind: 'index', index: openNameIndex(readFileSync(path))}
  } catch (error) {
    return {kind: 'missing', path, reason: error instanceof Error ? error.message : String(error)}
  }
}

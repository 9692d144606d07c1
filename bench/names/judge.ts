// The same judgement as `sallyport names`, on the indexes of this checkout.

import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import levenshtein from 'fast-levenshtein'
import type {Ecosystem} from '../../src/core/artifact.ts'
import type {NameJudgement} from '../../src/core/name-judgement.ts'
import {judgeName} from '../../src/core/names/judge-name.ts'
import {type NameIndex, openNameIndex} from '../../src/core/names/name-index.ts'
import {normalizePypiName} from '../../src/core/pypi-name.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))

const indexes = new Map<Ecosystem, NameIndex>()

export function indexOf(ecosystem: Ecosystem): NameIndex {
  const index = indexes.get(ecosystem) ?? openNameIndex(readFileSync(join(root, 'data', `${ecosystem}.names`)))
  indexes.set(ecosystem, index)
  return index
}

export function judge(name: string, index: NameIndex): NameJudgement {
  return judgeName(index.ecosystem === 'pypi' ? normalizePypiName(name) : name, index, levenshtein.get)
}

export function isFlagged(name: string, index: NameIndex): boolean {
  return judge(name, index).verdict === 'lookalike'
}

/** The same index with one name hidden at a time: what is said of a name that is real and that the index does not know. */
export function hiding(index: NameIndex): {readonly index: NameIndex; readonly hide: (name: string) => void} {
  let hidden = ''
  const nothing = index.header.isComplete ? false : undefined
  return {
    hide: (name) => {
      hidden = name
    },
    index: {
      ...index,
      find: (name, hash) => (name === hidden ? -1 : index.find(name, hash)),
      exists: (name) => (name === hidden ? nothing : index.exists(name)),
    },
  }
}

export function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : ((part / whole) * 100).toFixed(2)
}

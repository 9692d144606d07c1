// Finds, among thousands of patterns, the few that speak of one artifact: whole names by one look-up, wildcards by what
// they begin with.

import type {Artifact} from '../artifact.ts'
import {comparableName} from './comparable-name.ts'
import type {Lookup, Match} from './lookup.ts'
import {matchVersion, type Pattern} from './pattern.ts'

interface Filed<Entry> {
  readonly pattern: Pattern
  readonly entry: Entry
}

/** So many first letters choose the short list in which a beginning is looked for. */
const LETTERS = 3

export class PatternIndex<Entry> implements Lookup<Entry> {
  readonly entries: readonly Entry[]
  readonly #names = new Map<string, Filed<Entry>[]>()
  readonly #folders = new Map<string, Filed<Entry>[]>()
  /** By the first letters of the whole comparable name; shorter beginnings under all their letters. */
  readonly #beginnings = new Map<string, Filed<Entry>[]>()

  /** Patterns of one ecosystem. */
  constructor(filed: readonly Filed<Entry>[]) {
    this.entries = filed.map(({entry}) => entry)
    for (const one of filed) {
      const {kind, name} = one.pattern
      if (kind === 'name') put(this.#names, name, one)
      else if (kind === 'below') put(this.#folders, name, one)
      else put(this.#beginnings, beginningKey(name), one)
    }
  }

  matches(artifact: Artifact): readonly Match<Entry>[] {
    if (this.entries.length === 0 || artifact.name === '') return NONE
    const found = this.#namedLike(comparableName(artifact))
    if (found.length === 0) return NONE
    return found.flatMap(({pattern, entry}) => {
      const certainty = matchVersion(pattern, artifact)
      return certainty === undefined ? [] : {entry, certainty}
    })
  }

  #namedLike(name: string): readonly Filed<Entry>[] {
    let found: readonly Filed<Entry>[] = this.#names.get(name) ?? NONE
    if (this.#folders.size > 0) {
      found = joined(found, this.#folders.get(''))
      for (let slash = name.indexOf('/'); slash !== -1; slash = name.indexOf('/', slash + 1)) {
        found = joined(found, this.#folders.get(name.slice(0, slash + 1)))
      }
    }
    if (this.#beginnings.size > 0) {
      const segment = name.lastIndexOf('/') + 1
      for (let end = segment + 1; end <= Math.min(segment + LETTERS, name.length); end++) {
        const candidates = this.#beginnings.get(name.slice(0, end))
        if (candidates !== undefined) {
          found = joined(
            found,
            candidates.filter(({pattern}) => name.startsWith(pattern.name)),
          )
        }
      }
    }
    return found
  }
}

const NONE: readonly never[] = []

function joined<Item>(one: readonly Item[], more: readonly Item[] | undefined): readonly Item[] {
  return more === undefined || more.length === 0 ? one : [...one, ...more]
}

function beginningKey(name: string): string {
  return name.slice(0, name.lastIndexOf('/') + 1 + LETTERS)
}

function put<Entry>(map: Map<string, Filed<Entry>[]>, key: string, filed: Filed<Entry>): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [filed])
  else known.push(filed)
}

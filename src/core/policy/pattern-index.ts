// Finds, among thousands of patterns, the few that speak of one artifact: whole names by one look-up, wildcards by what
// they begin with.

import type {Artifact} from '../artifact.ts'
import {canonicalImage, comparableImage} from '../docker-reference.ts'
import type {Lookup, Match} from './lookup.ts'
import {type Pattern, type VersionMatch, versionMatch} from './pattern.ts'

interface Filed<Entry> {
  readonly pattern: Pattern
  readonly entry: Entry
}

interface Indexed<Entry> extends Filed<Entry> {
  readonly version: VersionMatch
}

/** So many first letters choose the short list in which a beginning is looked for. */
const LETTERS = 3

export class PatternIndex<Entry> implements Lookup<Entry> {
  readonly entries: readonly Entry[]
  readonly #names = new Map<string, Indexed<Entry>[]>()
  readonly #folders = new Map<string, Indexed<Entry>[]>()
  /** By the first letters of the whole comparable name; shorter beginnings under all their letters. */
  readonly #beginnings = new Map<string, Indexed<Entry>[]>()
  /** How many letters of the last segment the keys of `#beginnings` have: mostly `LETTERS` alone. */
  readonly #lengths = new Set<number>()
  /** The first letter of the last segment of each: most names begin with none of them. */
  readonly #firstLetters = new Set<string>()

  /** Patterns of one ecosystem. */
  constructor(filed: readonly Filed<Entry>[]) {
    this.entries = filed.map(({entry}) => entry)
    for (const {pattern, entry} of filed) {
      const one = {pattern, entry, version: versionMatch(pattern)}
      const {kind, name} = pattern
      if (kind === 'name') put(this.#names, name, one)
      else if (kind === 'below') put(this.#folders, name, one)
      else {
        const segment = name.lastIndexOf('/') + 1
        put(this.#beginnings, name.slice(0, segment + LETTERS), one)
        this.#lengths.add(Math.min(name.length - segment, LETTERS))
        this.#firstLetters.add(name[segment] ?? '')
      }
    }
  }

  matches(artifact: Artifact): readonly Match<Entry>[] {
    if (this.entries.length === 0 || artifact.name === '') return NONE
    const found = this.#namedLike(comparableName(artifact))
    if (found.length === 0) return NONE
    return found.flatMap(({entry, version}) => {
      const certainty = version(artifact)
      return certainty === undefined ? [] : {entry, certainty}
    })
  }

  #namedLike(name: string): readonly Indexed<Entry>[] {
    let found: readonly Indexed<Entry>[] = this.#names.get(name) ?? NONE
    if (this.#folders.size > 0) {
      found = joined(found, this.#folders.get(''))
      for (let slash = name.indexOf('/'); slash !== -1; slash = name.indexOf('/', slash + 1)) {
        found = joined(found, this.#folders.get(name.slice(0, slash + 1)))
      }
    }
    const segment = name.lastIndexOf('/') + 1
    if (this.#firstLetters.has(name[segment] ?? '')) {
      for (const length of this.#lengths) {
        const candidates =
          segment + length > name.length ? undefined : this.#beginnings.get(name.slice(0, segment + length))
        if (candidates === undefined) continue
        found = joined(
          found,
          candidates.filter(({pattern}) => name.startsWith(pattern.name)),
        )
      }
    }
    return found
  }
}

/** An artifact's name as patterns compare it. Images get their host and whole path: `nginx` is `docker.io/library/nginx`. */
function comparableName({ecosystem, name}: Artifact): string {
  return ecosystem === 'docker' ? comparableImage(canonicalImage(name)) : name
}

const NONE: readonly never[] = []

function joined<Item>(one: readonly Item[], more: readonly Item[] | undefined): readonly Item[] {
  return more === undefined || more.length === 0 ? one : [...one, ...more]
}

function put<Entry>(map: Map<string, Indexed<Entry>[]>, key: string, filed: Indexed<Entry>): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [filed])
  else known.push(filed)
}

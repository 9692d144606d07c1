// One list of registries, asked about a place: by its beginnings that end with a whole segment, however long the list is.

import type {ListedRegistry, RegistryList} from './policy.ts'

export class RegistryIndex implements RegistryList {
  readonly entries: readonly ListedRegistry[]
  readonly isTrusted: boolean
  readonly #places: ReadonlySet<string>

  constructor(entries: readonly ListedRegistry[], isTrusted: boolean) {
    this.entries = entries
    this.isTrusted = isTrusted
    this.#places = new Set(entries.map(({registry}) => registry.place))
  }

  covers(place: string): boolean {
    if (this.#places.has(place)) return true
    for (let slash = place.indexOf('/'); slash !== -1; slash = place.indexOf('/', slash + 1)) {
      if (this.#places.has(place.slice(0, slash + 1))) return true
    }
    return false
  }
}

// The versions of one package in npm's order. Made once, and only where something is asked that depends on the order.

import semver, {type SemVer} from 'semver'

/** As npm reads the versions of a packument. */
const LOOSE = {loose: true} as const

export interface OrderedVersion {
  readonly version: string
  readonly parsed: SemVer
}

export class VersionOrder {
  /** The lowest first; what is no version to npm is not among them. */
  readonly ascending: readonly OrderedVersion[]
  readonly #places = new Map<string, number>()
  readonly #others: readonly string[]

  constructor(versions: readonly string[]) {
    const ordered: OrderedVersion[] = []
    const others: string[] = []
    for (const version of versions) {
      const parsed = semver.parse(version, LOOSE)
      if (parsed === null) others.push(version)
      else ordered.push({version, parsed})
    }
    // Registries keep releases in the order in which they came, which is mostly this one.
    this.ascending = ordered.sort((a, b) => a.parsed.compare(b.parsed) || a.parsed.compareBuild(b.parsed))
    for (const [place, {version}] of this.ascending.entries()) this.#places.set(version, place)
    this.#others = others
  }

  /** What is no version to npm comes last. */
  get newestFirst(): readonly string[] {
    return [...this.ascending.map(({version}) => version).reverse(), ...this.#others]
  }

  at(version: string): OrderedVersion | undefined {
    const place = this.#places.get(version)
    return place === undefined ? undefined : this.ascending[place]
  }
}

export function isPrerelease({parsed}: OrderedVersion): boolean {
  return parsed.prerelease.length > 0
}

/** `1.0` is none, `v1.0.0` is `1.0.0`, and what follows a `+` makes no difference. */
export function isSameVersion(one: string, other: string): boolean {
  const [a, b] = [semver.parse(one, LOOSE), semver.parse(other, LOOSE)]
  return a !== null && b !== null && a.compare(b) === 0
}

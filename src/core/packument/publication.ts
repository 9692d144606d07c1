// The releases of a package in the order in which they were published, and who published them.

import type {Moment} from '../release.ts'
import {publisherOf} from './manifest-fields.ts'
import type {Packument} from './packument.ts'

interface Published {
  readonly version: string
  readonly at: Moment
  readonly publisher: string | undefined
}

export interface VersionPublisherTurn {
  readonly first: string
  readonly before: string
  readonly earlierPublishers: readonly string[]
}

const MOST_NAMED = 5

export class Publication {
  readonly #releases: readonly Published[]
  readonly #moments: readonly Moment[]
  readonly #isWhole: boolean
  readonly #firstOf = new Map<string, number>()

  constructor(packument: Packument) {
    const releases: Published[] = []
    for (const version of packument.versions) {
      const at = packument.publishedAt(version)
      const manifest = at === undefined ? undefined : packument.manifest(version)
      if (at !== undefined && manifest !== undefined) releases.push({version, at, publisher: publisherOf(manifest)})
    }
    this.#releases = releases.sort((a, b) => a.at - b.at)
    this.#isWhole = releases.length === packument.versions.length
    this.#moments = this.#releases.map(({at}) => at)
    for (const [place, {publisher}] of this.#releases.entries()) {
      if (publisher !== undefined && !this.#firstOf.has(publisher)) this.#firstOf.set(publisher, place)
    }
  }

  /**
   * Of the first release that is there: a name that was taken up again keeps the date of its first owner. Undefined where some
   * release has no time, as those of long ago.
   */
  get createdAt(): Moment | undefined {
    return this.#isWhole ? this.#moments[0] : undefined
  }

  /** Of every release up to that moment, the oldest first. */
  momentsUpTo(moment: Moment): readonly Moment[] {
    return this.#moments.slice(0, this.#countUpTo(moment))
  }

  previousTo(moment: Moment): Moment | undefined {
    return this.#moments.slice(0, this.#countUpTo(moment)).findLast((one) => one < moment)
  }

  /** Undefined where the publisher was there from the start, or where nobody knows who published before. */
  turnOf(publisher: string): VersionPublisherTurn | undefined {
    const place = this.#firstOf.get(publisher)
    const first = place === undefined ? undefined : this.#releases[place]
    if (place === undefined || first === undefined) return undefined
    const earlier = this.#releases.slice(0, place).filter((one) => one.publisher !== undefined)
    const before = earlier.at(-1)
    if (before === undefined) return undefined
    const publishers = new Set(earlier.reverse().map((one) => one.publisher ?? ''))
    return {first: first.version, before: before.version, earlierPublishers: [...publishers].slice(0, MOST_NAMED)}
  }

  #countUpTo(moment: Moment): number {
    const after = this.#moments.findLastIndex((one) => one <= moment)
    return after + 1
  }
}

// The releases of a package in the order in which they were published, and who published them.

import {DAY} from '../age-text.ts'
import type {Moment, Silence} from '../release.ts'
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
  #silences: readonly Silence[] | undefined
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

  /** Those that ended at that moment or before, the latest first. */
  silencesUpTo(moment: Moment): readonly Silence[] {
    this.#silences ??= silencesIn(this.#moments)
    return this.#silences.filter(({to}) => to <= moment)
  }

  previousTo(moment: Moment): Moment | undefined {
    return this.#moments.findLast((one) => one < moment)
  }

  /** Undefined where the publisher was there from the start, or where nobody knows who published before. */
  turnOf(publisher: string): VersionPublisherTurn | undefined {
    const place = this.#firstOf.get(publisher)
    const first = place === undefined ? undefined : this.#releases[place]
    if (place === undefined || first === undefined) return undefined
    let before: Published | undefined
    const publishers = new Set<string>()
    for (let earlier = place - 1; earlier >= 0 && publishers.size < MOST_NAMED; earlier--) {
      const one = this.#releases[earlier]
      if (one?.publisher === undefined) continue
      before ??= one
      publishers.add(one.publisher)
    }
    if (before === undefined) return undefined
    return {first: first.version, before: before.version, earlierPublishers: [...publishers]}
  }
}

/** Shorter ones are none: a package has thousands of those. */
function silencesIn(moments: readonly Moment[]): readonly Silence[] {
  const silences: Silence[] = []
  let from = moments[0] ?? 0
  for (const to of moments) {
    if (to - from >= DAY) silences.push({from, to})
    from = to
  }
  return silences.reverse()
}

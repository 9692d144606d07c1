// The releases of a package in the order of their versions, and where in it something changed. One pass over all of them tells
// it of every one, so that ten thousand releases of a hostile registry cost no more than ten thousand steps.

import {installEventsOf, SOMETHING} from './install-scripts.ts'
import {hasProvenance, hasTrustedPublisher} from './manifest-fields.ts'
import type {Packument} from './packument.ts'
import {isPrerelease} from './version-order.ts'

/** Versions: the first of the run that ends with the one asked about, and the last before that run. */
export interface VersionTurn {
  readonly first: string
  readonly before: string
}

/** How many releases before have to have said how they were built, for it to be the custom. */
const CUSTOM = 3

export class Lineage {
  readonly #versions: readonly string[]
  readonly #places: ReadonlyMap<string, number>
  readonly #packument: Packument
  #scripts: readonly (VersionTurn | undefined)[] | undefined
  #provenance: readonly (VersionTurn | undefined)[] | undefined

  /** `withPrereleases`: the line in which a pre-release stands; a release stands among releases only. */
  constructor(packument: Packument, withPrereleases: boolean) {
    const {ascending} = packument.order
    const line = withPrereleases ? ascending : ascending.filter((one) => !isPrerelease(one))
    // What is no manifest tells nothing.
    this.#versions = line.map(({version}) => version).filter((version) => packument.manifest(version) !== undefined)
    this.#places = new Map(this.#versions.map((version, place) => [version, place]))
    this.#packument = packument
  }

  previousOf(version: string): string | undefined {
    const place = this.#places.get(version) ?? 0
    return this.#versions[place - 1]
  }

  /** Since when there is an install script of a kind that the releases before had not. */
  scriptTurn(version: string): VersionTurn | undefined {
    this.#scripts ??= this.#scriptTurns()
    return this.#scripts[this.#places.get(version) ?? -1]
  }

  /** Since when no release says how it was built, where those before did. */
  provenanceTurn(version: string): VersionTurn | undefined {
    this.#provenance ??= this.#provenanceTurns()
    return this.#provenance[this.#places.get(version) ?? -1]
  }

  #scriptTurns(): readonly (VersionTurn | undefined)[] {
    /** For each set of events the last place where one of them is missing. */
    const lacking = new Map<number, number>()
    let unknown = -1
    return this.#versions.map((version, place) => {
      const events = installEventsOf(this.#packument.manifest(version) ?? {})
      const before = events === undefined || events === 0 ? undefined : lacking.get(events)
      for (let set = 1; set <= SOMETHING; set++) if (lacks(events, set)) lacking.set(set, place)
      if (events === undefined) unknown = place
      return before === undefined || before < unknown ? undefined : this.#turn(before)
    })
  }

  #provenanceTurns(): readonly (VersionTurn | undefined)[] {
    let last = -1
    let run = 0
    return this.#versions.map((version, place) => {
      const manifest = this.#packument.manifest(version) ?? {}
      if (hasProvenance(manifest) || hasTrustedPublisher(manifest) === true) {
        run = place > 0 && last === place - 1 ? run + 1 : 1
        last = place
        return undefined
      }
      // By custom, or always: two that did so once and then no more are no loss.
      const isCustom = run >= CUSTOM || run === last + 1
      return last === -1 || !isCustom ? undefined : this.#turn(last)
    })
  }

  #turn(before: number): VersionTurn | undefined {
    const [was, first] = this.#versions.slice(before, before + 2)
    return was === undefined || first === undefined ? undefined : {first, before: was}
  }
}

/** Whether a release with the first events has none for one of the second. */
function lacks(events: number | undefined, set: number): boolean {
  if (events === undefined) return false
  if (events === SOMETHING || set === SOMETHING) return events === 0
  return (set & ~events) !== 0
}

// Whether what was asked of npm lies in a range of the policy. Ranges are npm's own (`semver`).

import semver, {type Range} from 'semver'
import type {Certainty} from './certainty.ts'
import {type PlainRange, plainRange, plainRelease} from './plain-versions.ts'

/** Comparing two ranges takes time by their product; no range that a person writes is longer. */
const LONGEST_SPECIFIER = 256
/** A pre-release of a denied range is denied with it. */
const OPTIONS = {includePrerelease: true} as const

export function isNpmRange(range: string): boolean {
  return semver.validRange(range, OPTIONS) !== null
}

/** A pattern's range, read when the first name matches: of thousands of ranges a command meets few. */
export class NpmRange {
  readonly #text: string
  #plain: PlainRange | 'none' | undefined
  #range: Range | undefined

  constructor(text: string) {
    this.#text = text
  }

  /** `specifier` is a version, a range, a dist-tag or empty. Undefined: no version that it can bring is in the range. */
  match(specifier: string): Certainty | undefined {
    if (specifier.length > LONGEST_SPECIFIER) return 'possible'
    const release = plainRelease(specifier)
    if (release !== undefined) {
      this.#plain ??= plainRange(this.#text) ?? 'none'
      if (this.#plain !== 'none') return this.#plain(release) ? 'certain' : undefined
    }
    this.#range ??= new semver.Range(this.#text, OPTIONS)
    const range = this.#range
    const version = semver.parse(specifier)
    if (version !== null) return range.test(version) ? 'certain' : undefined
    // Nothing written means the dist-tag `latest`, and a dist-tag is any version.
    if (specifier.trim() === '' || semver.validRange(specifier) === null) return 'possible'
    if (semver.subset(specifier, range, OPTIONS)) return 'certain'
    return semver.intersects(specifier, range, OPTIONS) ? 'possible' : undefined
  }
}

// Whether what was asked of npm lies in a range of the policy. Ranges are npm's own (`semver`).

import semver from 'semver'
import type {Certainty} from './certainty.ts'

/** Comparing two ranges takes time by their product; no range that a person writes is longer. */
const LONGEST_SPECIFIER = 256
/** A pre-release of a denied range is denied with it. */
const OPTIONS = {includePrerelease: true} as const

export function isNpmRange(range: string): boolean {
  return semver.validRange(range, OPTIONS) !== null
}

/** `specifier` is a version, a range, a dist-tag or empty. Undefined: no version that it can bring is in `range`. */
export function matchNpmRange(range: string, specifier: string): Certainty | undefined {
  if (specifier.length > LONGEST_SPECIFIER) return 'possible'
  const version = semver.parse(specifier)
  if (version !== null) return semver.satisfies(version, range, OPTIONS) ? 'certain' : undefined
  // Nothing written means the dist-tag `latest`, and a dist-tag is any version.
  if (specifier.trim() === '' || semver.validRange(specifier) === null) return 'possible'
  if (semver.subset(specifier, range, OPTIONS)) return 'certain'
  return semver.intersects(specifier, range, OPTIONS) ? 'possible' : undefined
}

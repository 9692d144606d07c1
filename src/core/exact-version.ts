// The one version that was asked for, where exactly one was.

import semver from 'semver'
import type {Artifact} from './artifact.ts'

/** Undefined for a range, a dist-tag, nothing at all, and for images. */
export function exactVersion({ecosystem, specifier}: Pick<Artifact, 'ecosystem' | 'specifier'>): string | undefined {
  switch (ecosystem) {
    case 'npm':
      return exactNpmVersion(specifier)
    case 'pypi':
      // Whatever else a specifier says: one exact clause leaves one version, or none.
      return specifier.split(',').flatMap((clause) => /^\s*===?\s*([^*;\s]+)\s*$/.exec(clause)?.[1] ?? [])[0]
    case 'docker':
      return undefined
  }
}

/** No range that a person writes is longer; the library's time grows with the length. */
const LONGEST_SPECIFIER = 256

/** npm reads `=1.2.3` and `v1.2.3` as ranges that have one version. */
function exactNpmVersion(specifier: string): string | undefined {
  if (specifier.length > LONGEST_SPECIFIER || semver.validRange(specifier, {loose: true}) === null) return undefined
  const {set} = new semver.Range(specifier, {loose: true})
  const [comparators] = set
  const [only] = comparators ?? []
  if (set.length !== 1 || comparators?.length !== 1 || only?.operator !== '') return undefined
  // Anything at all is a comparator as well, with no version.
  return semver.parse(only.value, {loose: true})?.version
}

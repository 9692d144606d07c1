// What an index knows of a name, as far as it bears on whether the name is a mistake for another.

import type {Popularity} from '../name-judgement.ts'
import {hashOf} from './hash.ts'
import {ABSENT, type NameIndex} from './name-index.ts'
import {neededBy} from './needed-names.ts'

/**
 * - `listed`: it has a figure of its own.
 * - `known`: it has no figure, and is somebody's all the same: PyPI has it, or a listed npm package needs it.
 * - `stranger`: nothing is known of it: it does not exist, was taken down, is hardly ever installed, or is newer than an old index.
 * - `absent`: the index holds every name of the ecosystem, and not this one.
 */
export interface Standing {
  readonly kind: 'listed' | 'known' | 'stranger' | 'absent'
  /** Position in order of popularity, or `ABSENT`. */
  readonly position: number
  /** Downloads a month, or what stands for them. */
  readonly weight: number
  readonly popularity: Popularity
}

/** A PyPI name that exists and is below the top 15,000: about the downloads of rank 100,000. */
const WEIGHT_OF_KNOWN = 3000
/** Of a package's downloads, those of what its newest release needs are taken for as much: older releases may not need it. */
const SHARE_OF_NEEDED = 0.1
/** A name of which the index knows nothing: below the least figure that it lists (480 downloads a month for npm). */
const WEIGHT_OF_STRANGER = 300

export function standingOf(name: string, index: NameIndex): Standing {
  const position = index.find(name, hashOf(name))
  if (position !== ABSENT) {
    return {kind: 'listed', position, weight: index.weightAt(position), popularity: index.popularityAt(position)}
  }
  const above = index.ecosystem === 'npm' ? neededBy(name) : undefined
  const place = above === undefined ? ABSENT : index.find(above)
  if (place !== ABSENT) {
    return {kind: 'known', position, weight: index.weightAt(place) * SHARE_OF_NEEDED, popularity: {kind: 'known'}}
  }
  switch (index.exists(name)) {
    case true:
      return {kind: 'known', position, weight: WEIGHT_OF_KNOWN, popularity: {kind: 'known'}}
    case false:
      return {
        kind: index.isStale ? 'stranger' : 'absent',
        position,
        weight: WEIGHT_OF_STRANGER,
        popularity: {kind: 'unlisted'},
      }
    case undefined:
      return {kind: 'stranger', position, weight: WEIGHT_OF_STRANGER, popularity: {kind: 'unlisted'}}
  }
}

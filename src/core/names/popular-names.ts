// The most used names of an index without their separators, by first letter, for techniques that compare a name with each of
// them. A group is made when it is first asked for, and kept with its index.

import type {NameIndex} from './name-index.ts'

/** How many of the most used names are compared. */
const COMPARED = 20_000

export interface PopularNames {
  readonly letters: readonly string[]
  /** Which letters each name has, a bit each: a first look that passes nearly all of them over. */
  readonly masks: Int32Array
  readonly positions: readonly number[]
}

const groups = new WeakMap<NameIndex, Map<number, PopularNames>>()

/** Those whose first letter has this code. */
export function popularNames(index: NameIndex, initial: number): PopularNames {
  const known = groups.get(index) ?? new Map<number, PopularNames>()
  groups.set(index, known)
  const made = known.get(initial)
  if (made !== undefined) return made
  const positions: number[] = []
  for (let position = 0; position < Math.min(COMPARED, index.size); position++) {
    if (index.initialAt(position) === initial) positions.push(position)
  }
  const letters = positions.map((position) => withoutSeparators(index.nameAt(position)))
  const group = {positions, letters, masks: Int32Array.from(letters, letterMask)}
  known.set(initial, group)
  return group
}

export function withoutSeparators(name: string): string {
  return name.replace(/[-_.@/]/g, '')
}

/** A bit for each letter, and one for all digits. */
export function letterMask(name: string): number {
  let mask = 0
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at)
    mask |= code >= 97 && code <= 122 ? 1 << (code - 97) : 1 << 26
  }
  return mask
}

/** In how many letters two masks differ. */
export function maskDistance(a: number, b: number): number {
  const bits = a ^ b
  const pairs = bits - ((bits >>> 1) & 0x55555555)
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

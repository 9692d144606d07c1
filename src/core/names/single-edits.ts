// Every name that is one edit away from the asked one and exists in the index: a letter too many, missing, other, or two
// swapped. Hashes of beginnings are computed once; each hit is verified by the index against the real name.

import {type EditKind, extraLetter, missingLetter, otherLetter, SWAP} from './edit-kind.ts'
import {factorPowers, HASH_START, hashOf, hashStep} from './hash.ts'
import {ABSENT, type NameIndex} from './name-index.ts'

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz0123456789-_.@/'].map(
  (letter) => [letter, letter.charCodeAt(0)] as const,
)

/** No real name is longer than 214 characters (npm's own limit); beyond this length one edit says nothing. */
const LONGEST = 100

export interface Neighbour {
  readonly position: number
  readonly kind: EditKind
}

export function singleEdits(name: string, index: NameIndex): readonly Neighbour[] {
  const {length} = name
  if (length > LONGEST) return []
  const found: Neighbour[] = []
  const powers = factorPowers(length + 1)
  const beginnings = new Int32Array(length + 1)
  const endings = new Int32Array(length + 3)
  beginnings[0] = HASH_START
  for (let at = 0; at < length; at++) beginnings[at + 1] = hashStep(beginnings[at] ?? 0, name.charCodeAt(at))
  for (let at = length - 1; at >= 0; at--) {
    endings[at] = (Math.imul(name.charCodeAt(at), powers[length - 1 - at] ?? 0) + (endings[at + 1] ?? 0)) | 0
  }
  /** Beginning up to `end`, then `middle` (its hash from zero), then the ending from `from`. The string is made only for a hash that is taken. */
  const look = (end: number, middle: string, middleHash: number, from: number, kind: () => EditKind): void => {
    const tail = length - from
    const hash =
      (Math.imul(beginnings[end] ?? 0, powers[middle.length + tail] ?? 0) +
        Math.imul(middleHash, powers[tail] ?? 0) +
        (endings[from] ?? 0)) |
      0
    if (!index.mayHold(hash)) return
    const position = index.find(name.slice(0, end) + middle + name.slice(from), hash)
    if (position !== ABSENT) found.push({position, kind: kind()})
  }
  for (let at = 0; at <= length; at++) {
    const letter = name[at]
    for (const [other, code] of LETTERS) {
      look(at, other, code, at, () => missingLetter(name, at, other))
      if (letter !== undefined && other !== letter) look(at, other, code, at + 1, () => otherLetter(letter, other))
    }
    if (letter === undefined) continue
    look(at, '', 0, at + 1, () => extraLetter(name, at))
    const next = name[at + 1]
    if (next !== undefined && next !== letter) look(at, next + letter, hashOf(next + letter, 0), at + 2, () => SWAP)
  }
  return found
}

// Every name that is one edit away from the asked one and exists in the index: a letter too many, missing, other, or two
// swapped. Hashes of beginnings are computed once; each hit is verified by the index against the real name.

import {type EditKind, extraLetter, missingLetter, otherLetter, SWAP} from './edit-kind.ts'
import {HASH_START, hashOf, hashStep} from './hash.ts'
import {ABSENT, type NameIndex} from './name-index.ts'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789-_.@/'

/** No real name is longer than 214 characters (npm's own limit); beyond this length one edit says nothing. */
const LONGEST = 100

export interface Neighbour {
  readonly position: number
  readonly kind: EditKind
}

export function singleEdits(name: string, index: NameIndex): readonly Neighbour[] {
  if (name.length > LONGEST) return []
  const found: Neighbour[] = []
  const beginnings = new Uint32Array(name.length + 1)
  beginnings[0] = HASH_START
  for (let at = 0; at < name.length; at++) {
    beginnings[at + 1] = hashStep(beginnings[at] ?? 0, name.charCodeAt(at))
  }
  /** Looks up beginning + middle + ending; the string is only made when the hash has a taker. */
  const look = (end: number, middle: string, ending: number, kind: () => EditKind): void => {
    const hash = hashEnding(hashOf(middle, beginnings[end]), name, ending)
    if (!index.mayHold(hash)) return
    const position = index.find(name.slice(0, end) + middle + name.slice(ending), hash)
    if (position !== ABSENT) found.push({position, kind: kind()})
  }
  for (let at = 0; at <= name.length; at++) {
    const letter = name[at]
    for (const other of ALPHABET) {
      look(at, other, at, () => missingLetter(name, at, other))
      if (letter !== undefined && other !== letter) look(at, other, at + 1, () => otherLetter(letter, other))
    }
    if (letter === undefined) continue
    look(at, '', at + 1, () => extraLetter(name, at))
    const next = name[at + 1]
    if (next !== undefined && next !== letter) look(at, next + letter, at + 2, () => SWAP)
  }
  return found
}

function hashEnding(start: number, name: string, from: number): number {
  let hash = start
  for (let at = from; at < name.length; at++) hash = hashStep(hash, name.charCodeAt(at))
  return hash >>> 0
}

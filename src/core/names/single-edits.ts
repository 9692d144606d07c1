// Every name that is one edit away from the asked one and exists in the index: a letter too many, missing, other, or two
// swapped. Hashes of beginnings and endings are computed once, so that an edit costs two multiplications; each hit is
// verified by the index against the real name.

import type {EditKind} from './edit.ts'
import {extraLetter, missingLetter, otherLetter, swappedLetters} from './edit-kind.ts'
import {factorPowers, HASH_START, hashStep} from './hash.ts'
import {ABSENT, type NameIndex} from './name-index.ts'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789-'
/** What a slip can put in the place of a letter: normalized PyPI names have no dots, only scoped names have a slash. */
const ALPHABETS = {
  pypi: alphabet(LETTERS),
  plain: alphabet(`${LETTERS}_.`),
  scoped: alphabet(`${LETTERS}_./@`),
}

interface Alphabet {
  readonly letters: readonly string[]
  readonly codes: Uint8Array
}

function alphabet(text: string): Alphabet {
  return {letters: [...text], codes: Uint8Array.from(text, (letter) => letter.charCodeAt(0))}
}

/** No real name is longer than 214 characters (npm's own limit); beyond this length one edit says nothing. */
const LONGEST = 100

export interface Neighbour {
  readonly target: string
  readonly kind: EditKind
  /** Index in the asked name. */
  readonly at: number
}

/** With `everyMember`, names that exist without a figure are found as well. */
export function singleEdits(name: string, index: NameIndex, everyMember = false): readonly Neighbour[] {
  const {length} = name
  if (length > LONGEST) return []
  const found: Neighbour[] = []
  const {powers, beginnings, endings} = hashesOf(name)
  const isScoped = name.includes('/') || name.startsWith('@')
  const {letters, codes} = ALPHABETS[isScoped ? 'scoped' : index.ecosystem === 'pypi' ? 'pypi' : 'plain']
  const {mayHold, mayBeMember} = index
  const mayExist = everyMember ? (hash: number): boolean => mayHold(hash) || mayBeMember(hash) : mayHold
  /** The asked name up to `at`, then `middle`, then the asked name from `from`. */
  const add = (hash: number, at: number, middle: string, from: number, kindOf: () => EditKind): void => {
    const target = name.slice(0, at) + middle + name.slice(from)
    if (index.find(target, hash) === ABSENT && !(everyMember && index.exists(target))) return
    found.push({target, kind: kindOf(), at})
  }
  for (let at = 0; at <= length; at++) {
    const before = beginnings[at] ?? 0
    const tail = length - at
    const inserted = (Math.imul(before, powers[tail + 1] ?? 0) + (endings[at] ?? 0)) | 0
    const power = powers[tail] ?? 0
    for (let letter = 0; letter < codes.length; letter++) {
      const hash = (inserted + Math.imul(codes[letter] ?? 0, power)) | 0
      if (mayExist(hash)) {
        const added = letters[letter] ?? ''
        add(hash, at, added, at, () => missingLetter(name, at, added))
      }
    }
    if (at === length) break
    const rest = endings[at + 1] ?? 0
    const shorterPower = powers[tail - 1] ?? 0
    const replaced = (Math.imul(before, power) + rest) | 0
    const own = name.charCodeAt(at)
    for (let letter = 0; letter < codes.length; letter++) {
      const code = codes[letter] ?? 0
      const hash = (replaced + Math.imul(code, shorterPower)) | 0
      if (code !== own && mayExist(hash)) {
        const other = letters[letter] ?? ''
        add(hash, at, other, at + 1, () => otherLetter(name[at] ?? '', other, name, at))
      }
    }
    const removed = (Math.imul(before, shorterPower) + rest) | 0
    if (mayExist(removed)) add(removed, at, '', at + 1, () => extraLetter(name, at))
    const next = at + 1 < length ? name.charCodeAt(at + 1) : own
    if (next === own) continue
    const swappedPair = hashStep(hashStep(before, next), own)
    const swapped = (Math.imul(swappedPair, powers[tail - 2] ?? 0) + (endings[at + 2] ?? 0)) | 0
    if (mayExist(swapped))
      add(swapped, at, (name[at + 1] ?? '') + (name[at] ?? ''), at + 2, () => swappedLetters(name, at))
  }
  return found
}

/** `beginnings[n]` is the hash of the first n letters; `endings[n]` that of the letters from the nth on, started from zero. */
function hashesOf(name: string) {
  const {length} = name
  const powers = factorPowers(length + 1)
  const beginnings = new Int32Array(length + 1)
  const endings = new Int32Array(length + 3)
  beginnings[0] = HASH_START
  for (let at = 0; at < length; at++) beginnings[at + 1] = hashStep(beginnings[at] ?? 0, name.charCodeAt(at))
  for (let at = length - 1; at >= 0; at--) {
    endings[at] = (Math.imul(name.charCodeAt(at), powers[length - 1 - at] ?? 0) + (endings[at + 1] ?? 0)) | 0
  }
  return {powers, beginnings, endings}
}

import {factorPowers, hashOf} from '../hash.ts'
import type {Technique} from '../technique.ts'

const VOWELS = 'aeiou'
/** Names with more vowels make too many combinations. */
const MOST_VOWELS = 5

/** `mplatlib` for `mplotlab`: two vowels are others, as in a name that was heard and not read. */
export const vowels: Technique = {
  *propose(name, index, {kind}) {
    if (kind !== 'absent' && kind !== 'stranger') return
    const places = [...name].flatMap((letter, at) => (VOWELS.includes(letter) ? [at] : []))
    if (places.length < 2 || places.length > MOST_VOWELS) return
    const hash = hashOf(name)
    const powers = factorPowers(name.length)
    const changes = places.map((at) => otherVowels(name, at, powers[name.length - 1 - at] ?? 0))
    for (const [order, ones] of changes.entries()) {
      for (const others of changes.slice(order + 1)) {
        for (const one of ones) {
          for (const other of others) {
            const changed = (hash + one.change + other.change) | 0
            if (!index.mayHold(changed) && !index.mayBeMember(changed)) continue
            const target = withVowel(withVowel(name, one), other)
            yield {name: target, technique: 'vowels', sentence: `has other vowels than \`${target}\``, likelihood: 0.6}
          }
        }
      }
    }
  },
}

interface Change {
  readonly at: number
  readonly vowel: string
  /** What it adds to the hash of the name. */
  readonly change: number
}

function otherVowels(name: string, at: number, power: number): readonly Change[] {
  return [...VOWELS]
    .filter((vowel) => vowel !== name[at])
    .map((vowel) => ({at, vowel, change: Math.imul(vowel.charCodeAt(0) - name.charCodeAt(at), power)}))
}

function withVowel(name: string, {at, vowel}: Change): string {
  return name.slice(0, at) + vowel + name.slice(at + 1)
}

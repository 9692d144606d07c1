import {factorPowers, hashOf} from '../hash.ts'
import {ABSENT, type NameIndex} from '../name-index.ts'
import type {Technique} from '../technique.ts'

/** Shorter names are words that many scopes share. */
const SHORTEST = 7
/** When more scopes than this have the name, it is a common word, and no one's in particular. */
const MOST_OWNERS = 3

/** Hashes of each index's scopes, computed once. */
const hashedScopes = new WeakMap<NameIndex, Int32Array>()

/** `arm-storage` where `@azure/arm-storage` is meant. A name that exists by itself stands for itself. */
export const leftOutScope: Technique = {
  *propose(name, index, {kind}) {
    if (kind === 'listed' || name.length < SHORTEST || name.startsWith('@')) return
    const scopes = index.scopes()
    const hashes = hashedScopes.get(index) ?? Int32Array.from(scopes, (scope) => hashOf(scope))
    hashedScopes.set(index, hashes)
    const {mayHold} = index
    const shift = factorPowers(name.length)[name.length] ?? 0
    const added = hashOf(name, 0)
    const found: string[] = []
    for (let at = 0; at < hashes.length; at++) {
      const hash = (Math.imul(hashes[at] ?? 0, shift) + added) | 0
      const target = mayHold(hash) ? (scopes[at] ?? '') + name : undefined
      if (target !== undefined && index.find(target, hash) !== ABSENT) found.push(target)
    }
    if (found.length > MOST_OWNERS) return
    for (const target of found) {
      const sentence = `leaves out the scope of \`${target}\``
      yield {name: target, technique: 'left-out-scope', sentence, likelihood: 0.8}
    }
  },
}

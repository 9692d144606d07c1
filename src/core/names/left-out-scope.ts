// Scoped names whose last part is the asked name: `arm-storage` where `@azure/arm-storage` is meant. Only for a name that
// nobody lists: a name that exists by itself stands for itself.

import {hashOf} from './hash.ts'
import {ABSENT, type NameIndex} from './name-index.ts'

/** Shorter names are words that many scopes share. */
const SHORTEST = 7

/** Hash states of each index's scopes, computed once. */
const hashedScopes = new WeakMap<NameIndex, readonly (readonly [scope: string, hash: number])[]>()

/** Positions of the scoped names. Empty when several scopes have one: then it is a common word, and no one's in particular. */
export function leftOutScopes(name: string, index: NameIndex): readonly number[] {
  if (name.length < SHORTEST || name.startsWith('@')) return []
  const scopes = hashedScopes.get(index) ?? index.scopes().map((scope) => [scope, hashOf(scope)] as const)
  hashedScopes.set(index, scopes)
  const found: number[] = []
  for (const [scope, start] of scopes) {
    const hash = hashOf(name, start)
    if (!index.mayHold(hash)) continue
    const position = index.find(scope + name, hash)
    if (position !== ABSENT) found.push(position)
  }
  return found.length > 3 ? [] : found
}

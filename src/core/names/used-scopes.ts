// The npm scopes of the most used names. A scope has one owner, so that whatever stands in it is no stranger's.

import type {NameIndex} from './name-index.ts'
import {TOP} from './threshold.ts'

const scopesOf = new WeakMap<NameIndex, ReadonlySet<string>>()

export function isInUsedScope(name: string, index: NameIndex): boolean {
  if (index.ecosystem !== 'npm' || !name.startsWith('@')) return false
  const scopes = scopesOf.get(index) ?? usedScopes(index)
  scopesOf.set(index, scopes)
  return scopes.has(scopeOf(name))
}

function usedScopes(index: NameIndex): ReadonlySet<string> {
  const scopes = new Set<string>()
  for (let position = 0; position < Math.min(TOP, index.size); position++) {
    const name = index.nameAt(position)
    if (name.startsWith('@')) scopes.add(scopeOf(name))
  }
  return scopes
}

/** With the slash: `@types/`. */
function scopeOf(name: string): string {
  return name.slice(0, name.indexOf('/') + 1)
}

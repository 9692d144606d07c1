// The npm scopes of the most used names. A scope has one owner, so that whatever stands in it is no stranger's.

import type {NameJudgement} from '../name-judgement.ts'
import type {NameIndex} from './name-index.ts'
import {TOP} from './threshold.ts'

const scopesOf = new WeakMap<NameIndex, ReadonlySet<string>>()

/**
 * What has no figure of its own and stands in such a scope is known by its owner. Asked where a package is new; going through the
 * names takes milliseconds, which no command that asks nothing should wait for.
 */
export function withOwner(judgement: NameJudgement, name: string, index: NameIndex): NameJudgement {
  const isOwned = judgement.popularity.kind === 'unlisted' && isInUsedScope(name, index)
  return isOwned ? {...judgement, popularity: {kind: 'known'}} : judgement
}

function isInUsedScope(name: string, index: NameIndex): boolean {
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

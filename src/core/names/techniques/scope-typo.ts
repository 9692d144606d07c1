import type {Edit, EditKind} from '../edit.ts'
import type {NameIndex} from '../name-index.ts'
import {slipsBetween} from '../slips.ts'
import type {Technique} from '../technique.ts'

/** Shorter scopes are near each other by chance. */
const SHORTEST = 5

/** `@angulr/core`: the slip is in the scope, so the package is another owner's. `kind` is what the slip would be elsewhere. */
export function inScope(edit: Edit, kind: EditKind): EditKind {
  const slash = edit.asked.startsWith('@') ? edit.asked.indexOf('/') : -1
  const isInScope = edit.at < slash || (edit.at === slash && edit.kind === 'missing')
  return isInScope ? {...kind, technique: 'scope-typo', phrase: 'misspells the scope of'} : kind
}

/** `@angalr/core`: two slips in the scope, before the same name. */
export const scopeTypo: Technique = {
  *propose(name, index, {kind}) {
    const slash = name.startsWith('@') ? name.indexOf('/') : -1
    if (slash < SHORTEST || kind === 'listed') return
    const scope = name.slice(0, slash + 1)
    for (const known of scopesLike(scope, index)) {
      if (slipsBetween(scope, known, 2) !== 2) continue
      const target = known + name.slice(slash + 1)
      yield {name: target, technique: 'scope-typo', sentence: `misspells the scope of \`${target}\``, likelihood: 0.6}
    }
  },
}

/** Scopes by first letter: it is hardly ever wrong. */
const scopesByInitial = new WeakMap<NameIndex, ReadonlyMap<string, readonly string[]>>()

function scopesLike(scope: string, index: NameIndex): readonly string[] {
  const grouped = scopesByInitial.get(index) ?? Map.groupBy(index.scopes(), (known) => known[1] ?? '')
  scopesByInitial.set(index, grouped)
  return grouped.get(scope[1] ?? '') ?? []
}

import {suggestionsOf} from './name-lookalike.ts'
import type {Rule} from './rule.ts'

export const nameUnknown: Rule = {
  code: 'name-unknown',
  meaning:
    'no such package is known: the index of all names, or the index and the registry, have none; names are invented',
  judge(_artifact, {name, indexDate, isInRegistry}) {
    // Of a name that was removed the rule `deprecated` says what is known.
    if (name?.verdict !== 'unknown' || name.remark !== undefined) return undefined
    const registry = isInRegistry === false ? ', and its registry has none either' : ''
    return {
      message: `is no known package as of ${indexDate ?? 'the index'}${registry}`,
      suggestions: suggestionsOf(name),
    }
  },
}

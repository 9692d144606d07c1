import {suggestionsOf} from './name-lookalike.ts'
import type {Rule} from './rule.ts'

export const nameUnknown: Rule = {
  code: 'name-unknown',
  meaning: 'the index is complete for this ecosystem and has no such name; assistants and typos invent names',
  judge(_artifact, {name, indexDate}) {
    // Of a name that was removed the rule `deprecated` says what is known.
    if (name?.verdict !== 'unknown' || name.remark !== undefined) return undefined
    return {message: `is no known package as of ${indexDate ?? 'the index'}`, suggestions: suggestionsOf(name)}
  },
}

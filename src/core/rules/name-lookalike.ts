import type {Suggestion} from '../decision.ts'
import type {NameJudgement} from '../name-judgement.ts'
import type {Rule} from './rule.ts'

export const nameLookalike: Rule = {
  code: 'name-lookalike',
  meaning: 'the name resembles a far more used one, by a known technique of typing errors or imitation',
  judge(_artifact, {name}) {
    if (name?.verdict !== 'lookalike') return undefined
    const [best] = name.suggestions
    return {message: best?.sentence ?? 'resembles a far more used name', suggestions: suggestionsOf(name)}
  },
}

/** The name index's candidates as suggestions, in its order; what is at home elsewhere cannot be installed here instead. */
export function suggestionsOf(judgement: NameJudgement): readonly Suggestion[] {
  return judgement.suggestions
    .filter(({elsewhere}) => elsewhere === undefined)
    .map(({name, sentence, popularity}) => ({name, reason: sentence, popularity}))
}

import type {NameJudgement} from '../../src/core/name-judgement.ts'

/** What the index says of `expresss`. */
export const EXPRESSS: NameJudgement = {
  verdict: 'lookalike',
  popularity: {kind: 'unlisted'},
  suggestions: [
    {
      name: 'express',
      technique: 'doubling',
      sentence: 'doubles a letter of `express`',
      score: 1,
      popularity: {kind: 'known'},
    },
  ],
}

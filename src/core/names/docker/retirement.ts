// What is said of an official image that is deprecated or was removed: the remark, and its successors as suggestions.

import type {NameJudgement, NameSuggestion} from '../../name-judgement.ts'
import {RETIRED_IMAGES} from './retired-images.ts'

/** The judgement of a retired official name; undefined for every other name. */
export function judgeRetired(name: string): NameJudgement | undefined {
  const retired = RETIRED_IMAGES.get(name)
  if (retired === undefined) return undefined
  const [best] = retired.successors
  const instead = best === undefined ? 'and its page names no successor' : `and \`${best}\` takes its place`
  switch (retired.status) {
    case 'deprecated':
      return {
        verdict: 'ok',
        suggestions: successorsOf(name),
        popularity: {kind: 'official-image'},
        remark: {code: 'deprecated', sentence: `is a deprecated Docker Official Image, ${instead}`},
      }
    case 'removed':
      return {
        verdict: 'unknown',
        suggestions: successorsOf(name),
        popularity: {kind: 'unlisted'},
        remark: {code: 'removed', sentence: `is a Docker Official Image no more: nobody updates it, ${instead}`},
      }
  }
}

/** Suggestions for a retired name, best first; none where its page names none. */
function successorsOf(name: string): readonly NameSuggestion[] {
  return (RETIRED_IMAGES.get(name)?.successors ?? []).slice(0, 5).map((successor, place) => ({
    name: successor,
    technique: 'successor',
    sentence: `is retired; \`${successor}\` takes its place`,
    score: 1 - place / 10,
    popularity: successor.includes('/') ? {kind: 'known'} : {kind: 'official-image'},
  }))
}

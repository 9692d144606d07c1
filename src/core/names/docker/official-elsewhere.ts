// The name of an official image under a namespace of somebody unknown: `foo/postgres`, `postgres/postgres`, `foo/mysql5`,
// `foo/nginx-official`, and plain misspellings of one, `ngnix/ngnix`.

import type {NameSuggestion} from '../../name-judgement.ts'
import {singleEdits} from '../single-edits.ts'
import {type ImageTechnique, imageSuggestion, officialTargets} from './image-technique.ts'

/** Many people's own images are one letter from some official name. Under a namespace only a sure slip in a longer name counts. */
const SHORTEST_MISSPELT = 5
const SURE_SLIP = 1
/** `r2`, `php7`: too short for a number behind it to say anything. */
const SHORTEST_NUMBERED = 4

export const officialElsewhere: ImageTechnique = function* ({namespace, base}, index) {
  const under = `under the namespace \`${namespace}\``
  const exact = officialTargets(base, index)
  for (const target of exact) yield elsewhere(target, 0.9, sentenceAbout(base, namespace, target))
  const plain = base.replace(/^official[-_.]?|[-_.]?official$/, '')
  if (plain !== base) {
    for (const target of officialTargets(plain, index)) {
      yield elsewhere(target, 0.9, `calls itself official ${under}; the Docker Official Image is \`${target}\``)
    }
  }
  const unnumbered = base.replace(/\d+$/, '')
  if (unnumbered !== base && unnumbered.length >= SHORTEST_NUMBERED) {
    for (const target of officialTargets(unnumbered, index)) {
      yield elsewhere(target, 0.6, `publishes the Docker Official Image \`${target}\` with a number added, ${under}`)
    }
  }
  const isRepeated = base === namespace
  // A name that is official letter by letter is no misspelling of another.
  if (exact.length > 0 || (!isRepeated && base.length < SHORTEST_MISSPELT)) return
  for (const {target, kind} of singleEdits(base, index)) {
    if (!isRepeated && kind.likelihood < SURE_SLIP) continue
    const score = isRepeated ? kind.likelihood : kind.likelihood * 0.7
    yield imageSuggestion(target, {technique: kind.technique, phrase: kind.phrase, score})
  }
}

function elsewhere(target: string, score: number, sentence: string): NameSuggestion {
  return imageSuggestion(target, {technique: 'official-elsewhere', phrase: '', sentence, score})
}

function sentenceAbout(base: string, namespace: string, target: string): string {
  if (target !== base) {
    return `publishes \`${base}\`, which was a Docker Official Image, under the namespace \`${namespace}\`; it is now \`${target}\``
  }
  return namespace === base
    ? `repeats an official name as its namespace; the Docker Official Image is \`${target}\``
    : `publishes \`${base}\`, the name of a Docker Official Image, under the namespace \`${namespace}\``
}

// A bare name that resembles an official one: one edit, drawn alike, other separators, in capitals. Also of names that were
// official, by their successors.

import {editBetween} from '../edit-between.ts'
import {singleEdits} from '../single-edits.ts'
import {separators} from '../techniques/separators.ts'
import {skeleton} from '../techniques/skeleton.ts'
import {tokenOrder} from '../techniques/token-order.ts'
import {type ImageTechnique, imageSuggestion, officialTargets} from './image-technique.ts'
import {RETIRED_IMAGES} from './retired-images.ts'

export const officialLookalikes: ImageTechnique = function* ({base}, index) {
  for (const {position, kind} of singleEdits(base, index)) {
    const {technique, phrase, likelihood: score} = kind
    yield imageSuggestion(index.nameAt(position), {technique, phrase, score})
  }
  const small = base.toLowerCase()
  const proposals = [separators, skeleton, tokenOrder].flatMap((technique) => [...technique.propose(small)])
  if (small !== base) {
    proposals.push({name: small, technique: 'capitals', sentence: '', likelihood: 1})
  }
  for (const {name, technique, likelihood: score} of proposals) {
    for (const target of officialTargets(name, index)) {
      yield imageSuggestion(target, {technique, phrase: PHRASES[technique] ?? 'resembles', score})
    }
  }
  for (const [name, {status, successors}] of RETIRED_IMAGES) {
    const kind = status === 'removed' ? editBetween(base, name) : undefined
    const [successor] = successors
    if (kind === undefined || successor === undefined) continue
    const phrase = `${kind.phrase} \`${name}\`, which is now`
    yield imageSuggestion(successor, {technique: kind.technique, phrase, score: 0.9 * kind.likelihood})
  }
}

const PHRASES: Readonly<Partial<Record<string, string>>> = {
  capitals: 'has capital letters, and images are written in small ones:',
  separator: 'has other separators than',
  homoglyph: 'is drawn like',
  'drawn-alike': 'reads like',
  'token-order': 'has the words in another order than',
}

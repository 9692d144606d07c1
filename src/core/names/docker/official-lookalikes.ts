// A bare name that resembles an official one: one edit, drawn alike, other separators, in capitals. Also of names that were
// official, by their successors.

import {editBetween} from '../edit-between.ts'
import {singleEdits} from '../single-edits.ts'
import {standingOf} from '../standing.ts'
import type {Proposal} from '../technique.ts'
import {separators} from '../techniques/separators.ts'
import {tokenOrder} from '../techniques/token-order.ts'
import {drawnLike} from './drawn-like.ts'
import {type ImageTechnique, imageSuggestion, officialTargets} from './image-technique.ts'
import {RETIRED_IMAGES} from './retired-images.ts'

export const officialLookalikes: ImageTechnique = function* ({base}, index) {
  for (const {target, kind} of singleEdits(base, index)) {
    const {technique, phrase, likelihood: score} = kind
    yield imageSuggestion(target, {technique, phrase, score})
  }
  const small = base.toLowerCase()
  const standing = standingOf(small, index)
  const proposals: Pick<Proposal, 'name' | 'technique' | 'likelihood'>[] = [separators, tokenOrder].flatMap(
    (technique) => [...technique.propose(small, index, standing)],
  )
  proposals.push(...drawnLike(small))
  if (small !== base) {
    proposals.push({name: small, technique: 'capitals', likelihood: 1})
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

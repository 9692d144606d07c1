// Names what one edit did: the first technique that knows it. The edit leads from the asked name to the target.

import type {Edit, EditKind, EditTechnique} from './edit.ts'
import {digitEdit} from './techniques/digits.ts'
import {doubling} from './techniques/doubling.ts'
import {drawnAlikeEdit} from './techniques/drawn-alike.ts'
import {insertion} from './techniques/insertion.ts'
import {neighbourKey} from './techniques/neighbour-key.ts'
import {omission} from './techniques/omission.ts'
import {pluralEdit} from './techniques/plurals.ts'
import {inScope} from './techniques/scope-typo.ts'
import {separatorEdit} from './techniques/separators.ts'
import {substitution} from './techniques/substitution.ts'
import {swap} from './techniques/swap.ts'

export type {EditKind} from './edit.ts'

/** From the most particular to the most general; between them the last ones know every edit. */
const EDIT_TECHNIQUES: readonly EditTechnique[] = [
  swap,
  separatorEdit,
  doubling,
  drawnAlikeEdit,
  pluralEdit,
  digitEdit,
  neighbourKey,
  omission,
  insertion,
  substitution,
]

const OTHER: EditKind = {technique: 'substitution', phrase: 'differs by a letter from', likelihood: 0.5}

function kindOf(edit: Edit): EditKind {
  for (const technique of EDIT_TECHNIQUES) {
    const kind = technique(edit)
    if (kind !== undefined) return inScope(edit, kind)
  }
  return OTHER
}

/** `asked[at]` is not in the target. */
export function extraLetter(asked: string, at: number): EditKind {
  return kindOf({kind: 'extra', asked, at, letter: asked[at] ?? ''})
}

/** `letter` stands in the target and is missing in the asked name. */
export function missingLetter(asked: string, at: number, letter: string): EditKind {
  return kindOf({kind: 'missing', asked, at, letter})
}

/** `letter` stands in the asked name where the target has `to`. */
export function otherLetter(letter: string, to: string, asked = letter, at = 0): EditKind {
  return kindOf({kind: 'other', asked, at, letter, to})
}

/** `asked[at]` and the letter after it stand in the target the other way round. */
export function swappedLetters(asked: string, at: number): EditKind {
  return kindOf({kind: 'swap', asked, at})
}

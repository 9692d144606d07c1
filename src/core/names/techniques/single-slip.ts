import type {EditKind} from '../edit.ts'
import {singleEdits} from '../single-edits.ts'
import type {Technique} from '../technique.ts'

/** The first letter is looked at before anything else, and rarely wrong (Pollock and Zamora 1984): it orders candidates. */
const FIRST_LETTER = 0.93

/** One letter too many, missing or other, or two swapped; `edit-kind.ts` says which of those it is. */
export const singleSlip: Technique = {
  *propose(name, index, {kind: standing}) {
    for (const {target, kind, at} of singleEdits(name, index, standing === 'absent')) {
      const {technique, phrase} = kind
      const sentence = `${phrase} \`${target}\``
      yield {name: target, technique, sentence, likelihood: kind.likelihood * firstLetter(at, kind)}
    }
  },
}

function firstLetter(at: number, {technique}: EditKind): number {
  return at === 0 && technique !== 'doubling' && technique !== 'swap' ? FIRST_LETTER : 1
}

import type {EditTechnique} from '../edit.ts'
import {areNeighbourKeys} from '../keyboard.ts'

/** `exoress`: the key beside the one that was meant. */
export const neighbourKey: EditTechnique = (edit) => {
  if (edit.kind !== 'other' || !areNeighbourKeys(edit.letter, edit.to)) return undefined
  return {
    technique: 'neighbour-key',
    phrase: `has \`${edit.letter}\` for the neighbouring key \`${edit.to}\` of`,
    likelihood: 0.8,
  }
}

import type {EditTechnique} from '../edit.ts'
import {areNeighbourKeys} from '../keyboard.ts'

/** `exprtess`: a letter too many; most easily of a key beside the one that was meant. */
export const insertion: EditTechnique = (edit) => {
  if (edit.kind !== 'extra') return undefined
  const {asked, at, letter} = edit
  const isNear = areNeighbourKeys(letter, asked[at - 1] ?? '') || areNeighbourKeys(letter, asked[at + 1] ?? '')
  return {technique: 'insertion', phrase: `adds the letter \`${letter}\` to`, likelihood: isNear ? 0.9 : 0.6}
}

import type {EditTechnique} from '../edit.ts'

/** `expresss`: a letter stands once more than it should. */
export const doubling: EditTechnique = (edit) => {
  if (edit.kind !== 'extra') return undefined
  const isDoubled = edit.letter === edit.asked[edit.at - 1] || edit.letter === edit.asked[edit.at + 1]
  return isDoubled ? {technique: 'doubling', phrase: 'doubles a letter of', likelihood: 1} : undefined
}

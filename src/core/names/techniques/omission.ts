import type {EditTechnique} from '../edit.ts'

/** `exprss`: a letter is missing; most easily one of a pair. */
export const omission: EditTechnique = (edit) => {
  if (edit.kind !== 'missing') return undefined
  const isOneOfAPair = edit.letter === edit.asked[edit.at] || edit.letter === edit.asked[edit.at - 1]
  return {technique: 'omission', phrase: 'leaves out a letter of', likelihood: isOneOfAPair ? 1 : 0.85}
}

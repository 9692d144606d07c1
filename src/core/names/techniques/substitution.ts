import type {EditTechnique} from '../edit.ts'

/** `djanga`: one letter for another; vowels are confused most. */
export const substitution: EditTechnique = (edit) => {
  if (edit.kind !== 'other') return undefined
  const isVowel = /^[aeiouy]{2}$/.test(edit.letter + edit.to)
  return {
    technique: 'substitution',
    phrase: `has \`${edit.letter}\` for the \`${edit.to}\` of`,
    likelihood: isVowel ? 0.75 : 0.55,
  }
}

import type {EditTechnique} from '../edit.ts'
import type {Technique} from '../technique.ts'

/** More words than this make too many combinations, and are no slip of grammar. */
const MOST_WORDS = 3

/** An `s` at the end, or its absence. */
export const pluralEdit: EditTechnique = (edit) => {
  if (edit.kind === 'swap' || edit.kind === 'other' || edit.letter !== 's') return undefined
  if (edit.kind === 'missing') {
    return edit.at === edit.asked.length && !edit.asked.endsWith('s')
      ? {technique: 'plural', phrase: 'is the singular of', likelihood: 0.7}
      : undefined
  }
  return edit.at === edit.asked.length - 1
    ? {technique: 'plural', phrase: 'is the plural of', likelihood: 0.6}
    : undefined
}

/** Words of the name in the plural for the singular, or the other way round: `require-ports` for `requires-port`. */
export const plurals: Technique = {
  *propose(name) {
    const parts = name.split(/([-_./])/)
    const words = parts.filter((_, index) => index % 2 === 0)
    if (words.length > MOST_WORDS) return
    for (let changed = 1; changed < 1 << words.length; changed++) {
      const target = parts
        .map((part, at) => (at % 2 === 0 && (changed >> (at / 2)) & 1 ? otherNumber(part) : part))
        .join('')
      yield {
        name: target,
        technique: 'plural',
        sentence: `has another singular or plural than \`${target}\``,
        likelihood: 0.6,
      }
    }
  },
}

function otherNumber(word: string): string {
  return word.endsWith('s') ? word.slice(0, -1) : `${word}s`
}

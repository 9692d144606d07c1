import type {Technique} from '../technique.ts'

/** More words than this make too many combinations, and are no slip of grammar. */
const MOST_WORDS = 3

/** A word of the name in the plural for the singular, or the other way round: `require-ports` for `requires-port`. */
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

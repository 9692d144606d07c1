import {ABSENT} from '../name-index.ts'
import type {Technique} from '../technique.ts'

/** A name of fewer letters is a word that stands in many names. */
const SHORTEST = 4
/** How high in the order of popularity a name stands on which others are built: the most used of npm, all of the ranked of PyPI. */
const TOP_OF_NPM = 1000

/**
 * `mitmproxy-iframe`, `axios-lodash`: a popular name with a word after it. On npm, where half of all packages are named after
 * what they extend, only when that word is itself a popular name.
 */
export const combosquat: Technique = {
  *propose(name, index, {kind}) {
    if (kind !== 'absent' && kind !== 'stranger') return
    const words = name.split(/[-_.]/)
    if (words.length < 2 || words.length > 4 || name.startsWith('@')) return
    const isPopular = (word: string): boolean => {
      const position = word.length >= SHORTEST ? index.find(word) : ABSENT
      return position !== ABSENT && (kind === 'absent' || position < TOP_OF_NPM)
    }
    if (kind === 'stranger' && (words.length !== 2 || !words.every(isPopular))) return
    for (let end = words.length - 1; end > 0; end--) {
      const target = words.slice(0, end).join('-')
      if (kind === 'stranger' && !isPopular(target)) continue
      const added = words.slice(end).join('-')
      yield {name: target, technique: 'combosquat', sentence: `adds \`${added}\` to \`${target}\``, likelihood: 0.35}
    }
  },
}

import {popularNames, withoutSeparators} from '../popular-names.ts'
import type {Technique} from '../technique.ts'

/** Fewer letters stand at the beginning of many names. */
const SHORTEST = 6

/**
 * `beautifulsoup` for `beautifulsoup4`, `fairsequence` for `fairseq`: a popular name cut short or drawn out. Only for names that
 * nobody has.
 */
export const beginnings: Technique = {
  *propose(name, index, {kind}) {
    if (kind !== 'absent') return
    const asked = withoutSeparators(name)
    if (asked.length < SHORTEST) return
    const {letters, positions} = popularNames(index, asked.charCodeAt(0))
    for (let at = 0; at < letters.length; at++) {
      const known = letters[at] ?? ''
      if (known.length < SHORTEST || known === asked) continue
      const isCut = known.startsWith(asked)
      if (!isCut && !asked.startsWith(known)) continue
      const target = index.nameAt(positions[at] ?? 0)
      const sentence = isCut
        ? `leaves out the end of \`${target}\``
        : `adds \`${asked.slice(known.length)}\` to \`${target}\``
      // The more of both is the same, the likelier.
      const share = Math.min(asked.length, known.length) / Math.max(asked.length, known.length)
      yield {name: target, technique: 'beginning', sentence, likelihood: 0.1 + 0.3 * share}
    }
  },
}

import {singleEdits} from '../single-edits.ts'
import type {Technique} from '../technique.ts'
import {withoutAffix} from './affixes.ts'

/** Shorter names are near each other by chance. */
const SHORTEST = 5
/** A word added and a letter wrong: each makes the other less likely to be meant. */
const SHARE = 0.5

/** `ethetsjs` for `ethers`: a word more than the name, and a letter of it wrong. Only for names that nobody lists. */
export const affixAndSlip: Technique = {
  *propose(name, index, {kind: standing}) {
    if (standing !== 'absent' && standing !== 'stranger') return
    for (const {rest, added} of withoutAffix(name)) {
      if (rest.length < SHORTEST) continue
      for (const {target, kind, at} of singleEdits(rest, index)) {
        if (at === 0) continue
        const sentence = `adds \`${added}\` to a misspelt \`${target}\``
        yield {name: target, technique: 'affix', sentence, likelihood: kind.likelihood * SHARE}
      }
      return
    }
  },
}

import {letterMask, maskDistance, popularNames, withoutSeparators} from '../popular-names.ts'
import {differingLetters, slipsBetween} from '../slips.ts'
import type {Proposal, Technique} from '../technique.ts'

/** Names of fewer letters are near each other by chance. */
const SHORTEST = 5
/** From this many letters on, two slips of any kind count; below, only letters that changed places, and one more or less. */
const LONG = 8
/** The same where the name certainly does not exist. */
const LONG_OF_ABSENT = 7
const LONGEST = 40
/** Two letters for two others. */
const MOST_CHANGED = 4

/**
 * `mogobd`, `npmrunnall`, `dizcordjs`: two slips, or one beside other separators. Names are compared without their separators,
 * and only where the first letter is the same: it is hardly ever wrong (Pollock and Zamora 1984). Scopes that are
 * left out or imitated are other techniques' work.
 */
export const twoSlips: Technique = {
  *propose(name, index, {kind}) {
    if (kind !== 'absent' && kind !== 'stranger') return
    const asked = withoutSeparators(name)
    if (asked.length < SHORTEST || asked.length > LONGEST) return
    const {letters, masks, positions} = popularNames(index, asked.charCodeAt(0))
    const mask = letterMask(asked)
    for (let at = 0; at < masks.length; at++) {
      if (maskDistance(masks[at] ?? 0, mask) > MOST_CHANGED) continue
      const known = letters[at] ?? ''
      if (known.length < SHORTEST) continue
      const slips = slipsBetween(asked, known, 2)
      const likelihood = likelihoodOf({asked, known, slips, long: kind === 'absent' ? LONG_OF_ABSENT : LONG})
      if (likelihood === 0) continue
      const target = index.nameAt(positions[at] ?? 0)
      if (target.startsWith('@') === name.startsWith('@')) yield proposal(target, slips, likelihood)
    }
  },
}

interface Compared {
  readonly asked: string
  readonly known: string
  readonly slips: number
  readonly long: number
}

function likelihoodOf({asked, known, slips, long}: Compared): number {
  if (slips > 2) return 0
  if (slips === 0) return 0.9
  if (slips === 1) return 0.6
  if (differingLetters(asked, known) <= 1) return 0.5
  return Math.min(asked.length, known.length) >= long ? 0.3 : 0
}

function proposal(target: string, slips: number, likelihood: number): Proposal {
  if (slips === 0) {
    return {name: target, technique: 'separator', sentence: `has other separators than \`${target}\``, likelihood}
  }
  const difference = slips === 1 ? 'by a letter and its separators' : 'by two slips'
  return {name: target, technique: 'two-slips', sentence: `differs from \`${target}\` ${difference}`, likelihood}
}

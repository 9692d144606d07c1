// A proposal that leads to a real name, weighed: how likely the asked name is a mistake for it, and whether that is suspicious.

import type {Elsewhere, Popularity} from '../name-judgement.ts'
import type {NameIndex} from './name-index.ts'
import {type Standing, standingOf} from './standing.ts'
import type {Proposal} from './technique.ts'
import {isSuspicious} from './threshold.ts'

export interface Candidate {
  readonly name: string
  readonly technique: string
  readonly sentence: string
  readonly elsewhere: Elsewhere | undefined
  readonly score: number
  readonly weight: number
  readonly popularity: Popularity
  /** Otherwise it is only the nearest real name. */
  readonly isSuspicious: boolean
}

export interface Asked {
  readonly name: string
  readonly standing: Standing
  readonly index: NameIndex
}

/** A name without a figure is meant far less often than any with one. */
const KNOWN_SHARE = 0.5

/** Stands for the use of what is at home elsewhere, which this index does not count. */
const WEIGHT_ELSEWHERE = 1e7

/** Undefined where no such name exists. */
export function candidateFor(proposal: Proposal, asked: Asked): Candidate | undefined {
  const {name, technique, sentence, likelihood, elsewhere, isFact} = proposal
  if (elsewhere !== undefined) {
    const score = scoreOf(likelihood, WEIGHT_ELSEWHERE)
    const popularity = {kind: 'unlisted'} as const
    return {name, technique, sentence, elsewhere, score, weight: WEIGHT_ELSEWHERE, popularity, isSuspicious: true}
  }
  if (name === asked.name) return undefined
  const target = standingOf(name, asked.index)
  if (target.kind === 'stranger' || target.kind === 'absent') return undefined
  return {
    name,
    technique,
    sentence,
    elsewhere,
    score: target.kind === 'known' ? likelihood * KNOWN_SHARE : scoreOf(likelihood, target.weight),
    weight: target.weight,
    popularity: target.popularity,
    isSuspicious: isSuspicious({
      asked: asked.name,
      standing: asked.standing,
      target: name,
      targetWeight: target.weight,
      technique,
      likelihood,
      isFact: isFact === true,
    }),
  }
}

/** Likelihood of the mistake, weighed with how much the target is used: from six tenths of it (rare) to all of it (everywhere). */
function scoreOf(likelihood: number, weight: number): number {
  return likelihood * (0.6 + 0.4 * Math.min(1, Math.log10(weight + 1) / 9.5))
}

// Judges one npm or PyPI name: is it known, and does it look like a far more used one? Offline, bounded, never throws.

import type {NameJudgement, NameSuggestion} from '../name-judgement.ts'
import {type Candidate, candidateFor} from './candidate.ts'
import {LONGEST_NAME} from './index-format.ts'
import {ABSENT, type NameIndex} from './name-index.ts'
import {standingOf} from './standing.ts'
import type {Technique} from './technique.ts'
import {affixAndSlip} from './techniques/affix-and-slip.ts'
import {affixes, exchangedAffixes} from './techniques/affixes.ts'
import {aliases} from './techniques/aliases.ts'
import {beginnings} from './techniques/beginnings.ts'
import {combosquat} from './techniques/combosquat.ts'
import {versionDigits} from './techniques/digits.ts'
import {drawnAlike} from './techniques/drawn-alike.ts'
import {homoglyph} from './techniques/homoglyph.ts'
import {leftOutScope} from './techniques/left-out-scope.ts'
import {otherEcosystem} from './techniques/other-ecosystem.ts'
import {plurals} from './techniques/plurals.ts'
import {scopeImitation} from './techniques/scope-imitation.ts'
import {scopeTypo} from './techniques/scope-typo.ts'
import {separators} from './techniques/separators.ts'
import {singleSlip} from './techniques/single-slip.ts'
import {standardLibrary} from './techniques/standard-library.ts'
import {tokenOrder} from './techniques/token-order.ts'
import {twoSlips} from './techniques/two-slips.ts'
import {vowels} from './techniques/vowels.ts'
import {TOP} from './threshold.ts'

const TECHNIQUES: readonly Technique[] = [
  singleSlip,
  separators,
  scopeImitation,
  scopeTypo,
  leftOutScope,
  affixes,
  exchangedAffixes,
  affixAndSlip,
  versionDigits,
  plurals,
  tokenOrder,
  combosquat,
  drawnAlike,
  homoglyph,
  twoSlips,
  vowels,
  beginnings,
  aliases,
  otherEcosystem,
  standardLibrary,
]
const MOST_SUGGESTIONS = 5

/** Letters in which two names differ; handed in, because the library that counts them is loaded only where names compete. */
export type Distance = (a: string, b: string) => number

/** `distance` settles the order of candidates that are as likely as each other; without it the more used one comes first. */
export function judgeName(name: string, index: NameIndex, distance: Distance = noDistance): NameJudgement {
  if (name.length === 0 || name.length > LONGEST_NAME) {
    return {verdict: index.header.isComplete ? 'unknown' : 'ok', suggestions: [], popularity: {kind: 'unlisted'}}
  }
  const standing = standingOf(name, index)
  if (standing.position !== ABSENT && standing.position < TOP) {
    return {verdict: 'ok', suggestions: [], popularity: standing.popularity}
  }
  const best = new Map<string, Candidate>()
  for (const technique of TECHNIQUES) {
    for (const proposal of technique.propose(name, index, standing)) {
      const candidate = candidateFor(proposal, {name, standing, index})
      if (candidate !== undefined && candidate.score > (best.get(candidate.name)?.score ?? 0)) {
        best.set(candidate.name, candidate)
      }
    }
  }
  const candidates = [...best.values()].sort(
    (a, b) => b.score - a.score || distance(name, a.name) - distance(name, b.name) || b.weight - a.weight,
  )
  const suspicious = installable(candidates.filter(({isSuspicious}) => isSuspicious))
  const {popularity} = standing
  if (suspicious.length > 0) return {verdict: 'lookalike', suggestions: suggestionsOf(suspicious), popularity}
  if (index.exists(name) === false) return {verdict: 'unknown', suggestions: suggestionsOf(candidates), popularity}
  return {verdict: 'ok', suggestions: [], popularity}
}

/** Where the name is at home elsewhere, a hardly used name that resembles it is the trap and not the way out. */
function installable(candidates: readonly Candidate[]): readonly Candidate[] {
  if (candidates[0]?.elsewhere === undefined) return candidates
  return candidates.filter(({popularity}) => popularity.kind !== 'known')
}

function noDistance(): number {
  return 0
}

function suggestionsOf(candidates: readonly Candidate[]): readonly NameSuggestion[] {
  return candidates.slice(0, MOST_SUGGESTIONS).map(({name, technique, sentence, score, popularity, elsewhere}) => ({
    name,
    technique,
    sentence,
    score: Math.round(score * 1000) / 1000,
    popularity,
    ...(elsewhere === undefined ? {} : {elsewhere}),
  }))
}

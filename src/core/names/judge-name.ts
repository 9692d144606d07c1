// Judges one npm or PyPI name: is it known, and does it look like a far more used one? Offline, bounded, never throws.

import type {NameJudgement, NameSuggestion} from '../name-judgement.ts'
import {leftOutScopes} from './left-out-scope.ts'
import {ABSENT, type NameIndex} from './name-index.ts'
import {singleEdits} from './single-edits.ts'
import type {Proposal, Technique} from './technique.ts'
import {affixes} from './techniques/affixes.ts'
import {aliases} from './techniques/aliases.ts'
import {plurals} from './techniques/plurals.ts'
import {scopeImitation} from './techniques/scope-imitation.ts'
import {separators} from './techniques/separators.ts'
import {skeleton} from './techniques/skeleton.ts'
import {tokenOrder} from './techniques/token-order.ts'
import {isSuspicious, WEIGHT_OF_KNOWN, WEIGHT_OF_STRANGER} from './threshold.ts'

const TECHNIQUES: readonly Technique[] = [separators, scopeImitation, affixes, plurals, tokenOrder, skeleton]
const MOST_SUGGESTIONS = 5
/** npm's limit for a name; nothing longer exists in any of the ecosystems. */
const LONGEST_NAME = 214

/** Letters in which two names differ; handed in, because the library that counts them is loaded only where names compete. */
export type Distance = (a: string, b: string) => number

/** `distance` settles the order of candidates that are as likely as each other; without it the more used one comes first. */
export function judgeName(name: string, index: NameIndex, distance: Distance = noDistance): NameJudgement {
  if (name.length === 0 || name.length > LONGEST_NAME)
    return {verdict: 'ok', suggestions: [], popularity: {kind: 'unlisted'}}
  const position = index.find(name)
  const popularity = index.popularity(name)
  const weight =
    position !== ABSENT ? index.weightAt(position) : popularity.kind === 'known' ? WEIGHT_OF_KNOWN : WEIGHT_OF_STRANGER

  const best = new Map<number, Candidate>()
  const consider = (target: number, proposal: Omit<Proposal, 'name'>): void => {
    if (target === position) return
    const targetWeight = index.weightAt(target)
    const isStranger = popularity.kind === 'unlisted'
    const resemblance = {
      asked: name,
      weight,
      isStranger,
      target: index.nameAt(target),
      targetWeight,
      rank: position,
      ...proposal,
    }
    if (!isSuspicious(resemblance)) return
    const score = scoreOf(proposal.likelihood, targetWeight)
    if (score > (best.get(target)?.score ?? 0)) best.set(target, {target, score, ...proposal})
  }
  for (const {position: target, kind} of singleEdits(name, index)) {
    const sentence = `${kind.phrase} \`${index.nameAt(target)}\``
    consider(target, {technique: kind.technique, likelihood: kind.likelihood, sentence})
  }
  if (popularity.kind === 'unlisted') {
    for (const target of leftOutScopes(name, index)) {
      const sentence = `leaves out the scope of \`${index.nameAt(target)}\``
      consider(target, {technique: 'left-out-scope', likelihood: 0.8, sentence})
    }
  }
  for (const technique of index.ecosystem === 'pypi' ? [...TECHNIQUES, aliases] : TECHNIQUES) {
    for (const {name: target, ...proposal} of technique.propose(name)) {
      const found = index.find(target)
      if (found !== ABSENT) consider(found, proposal)
    }
  }

  const differs = ({target}: Candidate): number => distance(name, index.nameAt(target))
  const suggestions = [...best.values()]
    .sort((a, b) => b.score - a.score || differs(a) - differs(b) || a.target - b.target)
    .slice(0, MOST_SUGGESTIONS)
    .map((candidate) => suggestionOf(candidate, index))
  const isUnknown = popularity.kind === 'unlisted' && index.exists(name) === false
  const verdict = suggestions.length > 0 ? 'lookalike' : isUnknown ? 'unknown' : 'ok'
  return {verdict, suggestions, popularity}
}

interface Candidate extends Omit<Proposal, 'name'> {
  readonly target: number
  readonly score: number
}

/** Likelihood of the mistake, weighed with how much the target is used: from six tenths of it (rare) to all of it (everywhere). */
function scoreOf(likelihood: number, weight: number): number {
  return likelihood * (0.6 + 0.4 * Math.min(1, Math.log10(weight + 1) / 9.5))
}

function noDistance(): number {
  return 0
}

function suggestionOf({target, technique, sentence, score}: Candidate, index: NameIndex): NameSuggestion {
  return {
    name: index.nameAt(target),
    technique,
    sentence,
    score: Math.round(score * 1000) / 1000,
    popularity: index.popularityAt(target),
  }
}

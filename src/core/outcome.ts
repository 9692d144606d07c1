// What becomes of a command in one word, `hold-back` apart from `ask`: the strictest action among its findings.

import type {Action, Decision, Finding} from './decision.ts'

/** From mild to strict. */
export const OUTCOMES = ['allow', 'hold-back', 'ask', 'block'] as const
export type Outcome = (typeof OUTCOMES)[number]

export function isStricter(one: Outcome, other: Outcome): boolean {
  return OUTCOMES.indexOf(one) > OUTCOMES.indexOf(other)
}

export function outcomeOf(findings: readonly Pick<Finding, 'severity'>[]): Outcome {
  return findings.reduce<Outcome>((strictest, {severity}) => {
    const outcome = outcomeOfAction(severity)
    return isStricter(outcome, strictest) ? outcome : strictest
  }, 'allow')
}

function outcomeOfAction(action: Exclude<Action, 'off'>): Outcome {
  return action === 'note' ? 'allow' : action
}

export function findingsOf({artifacts, unclear}: Decision): readonly Finding[] {
  return [...artifacts.flatMap(({findings}) => findings), ...unclear.flatMap(({finding}) => finding ?? [])]
}

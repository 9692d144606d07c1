// Whether the team's policy file has gone unchecked for longer than it allows, or has ended by its own word. Age is of the whole
// command, not of one artifact.

import type {Finding, JudgedUnclear} from './decision.ts'
import {daysSinceTime, isOver} from './policy/day.ts'
import type {Policy, Sourced, WhenOlder} from './policy/policy.ts'

/** What is known of the team's file, beside what it says. */
export interface TeamFacts {
  /** When its source last confirmed or replaced it, in milliseconds since 1970. */
  readonly checked: number
  /** The last day on which it holds, `YYYY-MM-DD`. */
  readonly expires?: string
}

/** `now` in milliseconds since 1970. The stricter of the two findings; undefined where the file is fresh. */
export function judgePolicyAge(
  {checked, expires}: TeamFacts,
  {refresh: {maxAgeDays, whenOlder, whenExpired}}: Policy,
  now: number,
): JudgedUnclear | undefined {
  const age = daysSinceTime(checked, now)
  const isOld = age === undefined || age > maxAgeDays.value
  const days = age === undefined ? 'at a time that is yet to come' : `${age} days ago`
  const found = [
    ...(expires !== undefined && isOver(expires, now)
      ? [judged(`the policy of the team ended on ${expires}`, whenExpired)]
      : []),
    ...(isOld
      ? [judged(`the policy of the team was last checked ${days}; ${maxAgeDays.value} are allowed`, whenOlder)]
      : []),
  ]
  return found.reduce<JudgedUnclear | undefined>((a, b) => (a === undefined || isStricter(b, a) ? b : a), undefined)
}

function judged(what: string, {value: severity, origin}: Sourced<WhenOlder>): JudgedUnclear {
  const message = `${what}; \`sallyport policy update\` looks for a newer one`
  const finding: Finding = {code: 'policy-old', severity, message, origin}
  // What the question is about; the finding says the rest.
  return {unclear: {message: 'age of the policy'}, verdict: severity === 'note' ? 'allow' : severity, finding}
}

const STRICTNESS = ['allow', 'ask', 'block'] as const

function isStricter(one: JudgedUnclear, other: JudgedUnclear): boolean {
  return STRICTNESS.indexOf(one.verdict) > STRICTNESS.indexOf(other.verdict)
}

// The one table of what is stricter. A project's file, and every file above a locked value, can only move in that direction.

import type {Action} from '../decision.ts'
import type {EcosystemPolicy, WhenOlder} from './policy.ts'
import {SEVERITIES, type Severity} from './rule-table.ts'

/** Whether `next` is as strict as `current`, or stricter. */
export type AsStrict<Value> = (next: Value, current: Value) => boolean

/** From loose to strict. */
function order<Value>(...values: readonly Value[]): AsStrict<Value> {
  return (next, current) => values.indexOf(next) >= values.indexOf(current)
}

export const STRICTER = {
  mode: order<EcosystemPolicy['mode']['value']>('observe', 'enforce'),
  unattended: order<EcosystemPolicy['unattended']['value']>('allow', 'block'),
  bypass: order(true, false),
  action: order<Action>('off', 'note', 'hold-back', 'ask', 'block'),
  /** More days: younger than thirty takes in more than younger than three. */
  days: (next: number, current: number) => next >= current,
  /** A milder threshold takes in more. */
  severity: order<Severity>(...[...SEVERITIES].reverse()),
  maxAgeDays: (next: number, current: number) => next <= current,
  whenOlder: order<WhenOlder>('note', 'ask', 'block'),
  everyHours: (next: number, current: number) => next <= current,
} as const

/** For values of which none is stricter than another, such as a place: what may only tighten does not say them. */
export const NEVER_STRICTER: AsStrict<unknown> = () => false

/**
 * Where questions are answered with yes because nobody is there, `ask` lets through what `hold-back` keeps out, so that it is no
 * tightening of it.
 */
export function actionAsStrict(unattended: EcosystemPolicy['unattended']['value']): AsStrict<Action> {
  return (next, current) =>
    STRICTER.action(next, current) && !(unattended === 'allow' && current === 'hold-back' && next === 'ask')
}

/**
 * Lists. `grows`: entries make it stricter, so every layer may add. `shrinks`: entries make it looser, so what may only tighten
 * adds none. `narrows`: the first entry forbids everything else and each further one permits something, so what may only
 * tighten adds a list of its own that has to be satisfied as well.
 */
export const LIST_DIRECTION = {
  allow: 'shrinks',
  deny: 'grows',
  internal: 'grows',
  exceptions: 'shrinks',
  registries: 'narrows',
} as const

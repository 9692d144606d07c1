// Decides when a key is an answer. Nothing that was typed before the question could be read, pasted, or repeated by a held
// key lets anything through; refusals need less. Pure: time comes in with every event.

import type {InputEvent} from './key-decoder.ts'
import {ENTER, ESCAPE} from './key-decoder.ts'
import type {Answer} from './question.ts'

/** From first paint until a key may answer: the shortest time in which a person can notice a question. Milliseconds, as all here. */
export const READING_TIME = 500
/** No key for this long before one may answer: whoever types ahead has stopped. */
export const SILENCE = 150
/** An answer that lets something through counts when nothing follows it for this long: held keys repeat every 30 to 100 ms. */
export const SETTLING = 120
/** Keys that keep coming for this long are no answer to anything. */
export const PATIENCE = 5000

export interface GuardSetting {
  readonly choiceCount: number
  readonly canConfirm: boolean
  /** After this long without an answer the question refuses. */
  readonly timeout: number
}

export interface GuardState {
  readonly paintedAt: number | undefined
  readonly lastInputAt: number | undefined
  readonly isArmed: boolean
  /** Since when keys have kept it from being armed. */
  readonly waitingSince: number | undefined
  /** Lets something through, unless more input follows. */
  readonly settling: {readonly answer: Answer; readonly at: number} | undefined
}

export type GuardEvent = InputEvent | {readonly kind: 'painted'} | {readonly kind: 'tick'} | {readonly kind: 'hang-up'}

export interface GuardStep {
  readonly state: GuardState
  readonly answer: Answer | undefined
}

export const initialGuardState: GuardState = {
  paintedAt: undefined,
  lastInputAt: undefined,
  isArmed: false,
  waitingSince: undefined,
  settling: undefined,
}

export function answerGuard(before: GuardState, event: GuardEvent, now: number, setting: GuardSetting): GuardStep {
  if (event.kind === 'painted') {
    const isFirst = before.paintedAt === undefined
    return going(isFirst ? {...before, paintedAt: now, waitingSince: now} : before)
  }
  if (event.kind === 'interrupt') return ending(before, {kind: 'interrupt'})
  if (event.kind === 'hang-up') return refusing(before, 'hang-up')
  if (event.kind === 'end-of-input') return refusing(before, 'end-of-input')

  if (before.settling !== undefined && now - before.settling.at >= SETTLING)
    return ending(before, before.settling.answer)
  const state = {...before, isArmed: before.isArmed || isQuiet(before, now)}
  if (state.paintedAt !== undefined && now - state.paintedAt >= setting.timeout) return refusing(state, 'timeout')
  if (!state.isArmed && state.waitingSince !== undefined && now - state.waitingSince >= PATIENCE) {
    return refusing(state, 'never-armed')
  }
  if (event.kind === 'tick') return going(state)

  // More input after an answer, or before the question could be read: a burst. The silence starts again.
  const disturbed: GuardState = {
    ...state,
    lastInputAt: now,
    isArmed: false,
    settling: undefined,
    waitingSince: state.isArmed ? now : state.waitingSince,
  }
  if (event.kind === 'noise' || !state.isArmed || state.settling !== undefined) return going(disturbed)
  const meant = meaningOf(event.key, setting)
  // A key that means nothing is a slip, not a burst: the question stays armed.
  if (meant === undefined) return going({...state, lastInputAt: now})
  if (meant.kind === 'refuse') return ending(state, meant)
  return going({...state, lastInputAt: now, settling: {answer: meant, at: now}})
}

function isQuiet({paintedAt, lastInputAt}: GuardState, now: number): boolean {
  if (paintedAt === undefined || now - paintedAt < READING_TIME) return false
  return lastInputAt === undefined || now - lastInputAt >= SILENCE
}

function meaningOf(key: string, {choiceCount, canConfirm}: GuardSetting): Answer | undefined {
  if (key === ENTER) return {kind: 'refuse', because: 'enter'}
  if (key === ESCAPE) return {kind: 'refuse', because: 'escape'}
  if (key === 'n' || key === 'N') return {kind: 'refuse', because: 'no'}
  if (key === 'y' && canConfirm) return {kind: 'confirm'}
  if (key === 's' && choiceCount > 0) return {kind: 'substitute', choice: 0}
  if (/^[1-9]$/.test(key) && Number(key) <= choiceCount) return {kind: 'substitute', choice: Number(key) - 1}
  return undefined
}

function refusing(state: GuardState, because: Extract<Answer, {kind: 'refuse'}>['because']): GuardStep {
  return ending(state, {kind: 'refuse', because})
}

function going(state: GuardState): GuardStep {
  return {state, answer: undefined}
}

function ending(state: GuardState, answer: Answer): GuardStep {
  return {state, answer}
}

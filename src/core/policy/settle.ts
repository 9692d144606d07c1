// One value of the policy, and what the next file says of it: taken, or left alone where the file may only tighten.

import type {Claim} from './claims.ts'
import type {Ignored, LayerName, Sourced} from './policy.ts'
import type {AsStrict} from './tightness.ts'

/** Takes note of what a file says in vain. */
export type Ignore = (one: Ignored) => void

export interface Step<Value> {
  readonly claim: Claim<Value> | undefined
  readonly asStrict: AsStrict<Value>
  readonly layer: LayerName
  /** Whether the file locks the value, its own or the one before it. */
  readonly isLocking: boolean
  readonly ignore: Ignore
}

export function settle<Value, Current extends Sourced<Value> | undefined>(
  current: Current,
  {claim, asStrict, layer, isLocking, ignore}: Step<Value>,
): Current | Sourced<Value> {
  const lock = current?.lockedBy ?? (isLocking ? layer : undefined)
  const locked = lock === undefined ? {} : {lockedBy: lock}
  const keep = current === undefined ? current : {...current, ...locked}
  if (claim === undefined) return keep
  const {value, origin, key} = claim
  const because = whyOnlyTighter(layer, current?.lockedBy)
  if (because !== undefined && current !== undefined && !asStrict(value, current.value)) {
    ignore({key, value: String(value), origin, because})
    return keep
  }
  return {value, origin, ...locked}
}

/** Why a file may only tighten, as the end of a sentence; undefined where it may do as it likes. */
export function whyOnlyTighter(layer: LayerName, lockedBy: LayerName | undefined): string | undefined {
  if (layer === 'project') return 'the file of a project can only tighten'
  return lockedBy === undefined ? undefined : `the file of the ${lockedBy} locks it`
}

// The policy in force in words: one line a value, with who says it.

import {isOver} from '../core/policy/day.ts'
import type {Ignored, Policy} from '../core/policy/policy.ts'
import {type Printable, printable, printableWithin} from '../core/printable.ts'
import {type PolicyRow, policyRows} from './policy-rows.ts'

const REASON_WIDTH = 200

export function policyLines(policy: Policy, now: number): readonly Printable[] {
  const rows = policyRows(policy)
  const width = Math.min(60, Math.max(...rows.map((row) => valueText(row).length)))
  return [...rows.map((row) => line(row, width, now)), ...policy.ignored.map(ignoredLine)] as Printable[]
}

/** What a file says in vain. */
export function ignoredLine({key, value, origin, because}: Ignored): Printable {
  return `ignored: ${printable(key)}: ${printableWithin(value, REASON_WIDTH)}  # ${printable(origin)}; ${because}` as Printable
}

function line(row: PolicyRow, width: number, now: number): string {
  const {origin, lockedBy, reason, expires} = row
  const notes = [
    printable(origin),
    ...(lockedBy === undefined ? [] : [`locked by the ${lockedBy}`]),
    ...(expires === undefined
      ? []
      : [isOver(expires, now) ? `ended on ${printable(expires)}` : `until ${printable(expires)}`]),
    ...(reason === undefined ? [] : [printableWithin(reason, REASON_WIDTH)]),
  ]
  return `${valueText(row).padEnd(width)}  # ${notes.join('; ')}`
}

function valueText({key, value, rules, registry}: PolicyRow): Printable {
  const about = rules === undefined ? '' : ` (${rules.join(', ')})`
  const from = registry === undefined ? '' : ` from ${printable(registry)}`
  return `${key}: ${printable(String(value))}${about}${from}` as Printable
}

// What is said at the end of a command that ran behind the gateway: one line each for what was held back or left out and what was not seen.

import type {Finding} from '../core/decision.ts'
import {type Printable, printable, printableWithin} from '../core/printable.ts'
import {findingText} from './sentences.ts'

export type HeldBack = {
  readonly name: string
  /** What npm would have taken otherwise. */
  readonly version: string
  readonly findings: readonly Finding[]
} & (
  | {
      readonly kind: 'held-back'
      /** What it took. */
      readonly instead: string
    }
  /** Optional, and nothing else would do. */
  | {readonly kind: 'left-out'}
)

export interface GatewaySummary {
  readonly heldBack: readonly HeldBack[]
  /** Packages that a registry serves without the times that a rule asks for. */
  readonly ageless: number
  readonly judged: number
  /** In words: what did not pass the gateway. */
  readonly unseen: readonly string[]
  readonly troubles: readonly string[]
}

/** A line each; more than this is said as a number. */
const MOST_LINES = 5
const NAME_WIDTH = 80

/** Nothing where all went by and was seen. */
export function gatewaySummaryLines(summary: GatewaySummary): readonly Printable[] {
  const {heldBack, ageless, judged, unseen, troubles} = summary
  const lines = heldBack.slice(0, MOST_LINES).map(heldBackLine)
  if (heldBack.length > MOST_LINES) lines.push(`and ${heldBack.length - MOST_LINES} more held back`)
  const parts = [
    ...(ageless > 0 ? [`${ageless} served without the times of their releases`] : []),
    ...unseen.map((one) => printableWithin(one, NAME_WIDTH * 2)),
  ]
  if (parts.length > 0) lines.push(`judged ${judged} packages; not judged in full: ${parts.join('; ')}`)
  return [...lines, ...troubles.map((trouble) => printable(trouble))] as readonly string[] as readonly Printable[]
}

function heldBackLine(one: HeldBack): string {
  const {kind, name, version, findings} = one
  const [first] = findings
  const reason = first === undefined ? '' : `, which ${findingText(first)}`
  const what = `\`${printableWithin(name, NAME_WIDTH)}\` ${printable(version)}${reason}`
  return kind === 'left-out' ? `left out optional ${what}` : `held back ${what}; used ${printable(one.instead)}`
}

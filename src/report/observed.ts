// What a policy that only observes says of a command that it lets pass.

import {assertNever} from '../core/assert-never.ts'
import type {Decision, Verdict} from '../core/decision.ts'
import {type Printable, printable} from '../core/printable.ts'
import {reasonSentence, stoppingReasons} from './sentences.ts'

/** Undefined where enforcing would have let it pass as well. */
export function observedLine(decision: Decision): Printable | undefined {
  const {observed} = decision
  if (observed === undefined || observed.verdict === 'allow') return undefined
  const word = wordFor(observed.verdict)
  const [first, ...more] = stoppingReasons(decision)
  const reason = first === undefined ? word : reasonSentence(word, first)
  const others = more.length === 0 ? '' : `, and ${more.length} more`
  return `only observed (mode: observe, policy: ${printable(observed.origin)}): ${reason}${others}` as Printable
}

function wordFor(verdict: Exclude<Verdict, 'allow'>): string {
  switch (verdict) {
    case 'ask':
    case 'unclear':
      return 'would ask about'
    case 'block':
      return 'would refuse'
    default:
      return assertNever(verdict)
  }
}

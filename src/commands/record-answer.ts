// Step 9 of the road: one line in the audit log.

import type {AuditAnswer} from '../audit/audit-entry.ts'
import {AuditLogError, appendAuditEntry} from '../audit/audit-log.ts'
import type {Decision} from '../core/decision.ts'
import {printable} from '../core/printable.ts'
import type {Edge} from './edge.ts'

export interface RecordedFacts {
  readonly decision?: Decision
  readonly rewrittenArgv?: readonly string[] | null
  readonly because?: string
  /** Which policy judged. */
  readonly policy?: string
}

export function recordAnswer(
  tool: string,
  argv: readonly string[],
  edge: Edge,
  answer: AuditAnswer,
  facts: RecordedFacts,
): void {
  const {places, user, cwd} = edge
  const {decision, rewrittenArgv = null, because, policy = 'built-in'} = facts
  const reason = because === undefined ? {} : {because}
  try {
    appendAuditEntry(places.state, {
      time: edge.now(),
      user,
      cwd,
      tool,
      argv,
      answer,
      decision,
      rewrittenArgv,
      policy,
      ...reason,
    })
  } catch (error) {
    if (!(error instanceof AuditLogError)) throw error
    // The judgement stands without its record; a disk that is full must not make `npm install x` say more than npm would.
    edge.say(`sallyport: ${printable(error.message)}`)
  }
}

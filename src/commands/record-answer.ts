// Step 9 of the road: one line in the audit log. It is on the disk before the tool starts; what else recording leaves to do is done
// while the tool runs.

import type {AfterRun, AuditAnswer} from '../audit/audit-entry.ts'
import {AuditLogError, appendAuditEntry, sealAuditLog} from '../audit/audit-log.ts'
import type {Decision} from '../core/decision.ts'
import {NOWHERE} from '../core/policy/forward-target.ts'
import {printable} from '../core/printable.ts'
import type {Edge} from './edge.ts'
import type {PolicyInForce} from './policy-in-force.ts'

export interface RecordedFacts {
  readonly decision?: Decision
  readonly rewrittenArgv?: readonly string[] | null
  readonly because?: string
  readonly afterRun?: AfterRun
}

export interface Recorder {
  readonly record: (answer: AuditAnswer, facts?: RecordedFacts) => Promise<void>
  /** Once nothing waits for it any more: the tool runs, or will not. Does nothing where nothing was written since. */
  readonly finish: () => Promise<void>
}

export function recorderFor(tool: string, argv: readonly string[], edge: Edge, policy: PolicyInForce): Recorder {
  const {places, user, cwd} = edge
  /** The last line that was written and is not finished. */
  let pending: number | undefined
  const finish = async (): Promise<void> => {
    const recorded = pending
    pending = undefined
    if (recorded === undefined) return
    sealAuditLog(places.state)
    const loaded = await policy()
    const target = loaded.kind === 'policy' ? loaded.policy.audit.forward.value : NOWHERE
    if (target !== NOWHERE) (await import('./forward-soon.ts')).forwardSoon(target, recorded, edge)
  }
  return {
    record: async (answer, {decision, rewrittenArgv = null, because, afterRun} = {}) => {
      const loaded = await policy()
      const digest = loaded.kind === 'policy' ? loaded.digest : 'unusable'
      const reason = because === undefined ? {} : {because}
      const entry = {
        time: edge.now(),
        user,
        cwd,
        tool,
        argv,
        answer,
        decision,
        rewrittenArgv,
        policy: digest,
        ...reason,
        ...(afterRun === undefined ? {} : {afterRun}),
      }
      try {
        pending = appendAuditEntry(places.state, entry)
      } catch (error) {
        if (!(error instanceof AuditLogError)) throw error
        // The judgement stands without its record; a disk that is full must not make `npm install x` say more than npm would.
        edge.say(`sallyport: ${printable(error.message)}`)
      }
    },
    // Whatever goes wrong there, the command has its answer and the tool runs.
    finish: () => finish().catch(() => undefined),
  }
}

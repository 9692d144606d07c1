// Has the audit log sent in the background, where a policy wants it. Called while the tool runs already; it only decides whether a
// process has to be started.

import {isBeingForwarded} from '../audit/forward/forward-lock.ts'
import {nextAttempt, readForwardRecord} from '../audit/forward/forward-record.ts'
import {startInBackground} from '../system/background.ts'
import type {Edge} from './edge.ts'

/** `target` as the policy has it, `sequence` of the line that was just written. */
export function forwardSoon(target: string, sequence: number, edge: Edge): void {
  const {state} = edge.places
  const record = readForwardRecord(state)
  if (record?.target === target && nextAttempt(record, edge.now()) !== undefined) return
  if (isBeingForwarded(state)) return
  startInBackground(edge.bundleFolder, ['log', '--forward', '--after', String(sequence - 1)], edge.environment)
}

// What `doctor` says of the audit log, and of its way to a collector.

import {AuditLogError} from '../audit/audit-log.ts'
import {type ForwardRecord, nextAttempt, readForwardRecord} from '../audit/forward/forward-record.ts'
import {logStatus} from '../audit/log-status.ts'
import {NOWHERE} from '../core/policy/forward-target.ts'
import {plural} from '../report/log-listing.ts'
import type {Diagnosis} from './diagnosis.ts'
import type {Edge} from './edge.ts'
import type {PolicyInForce} from './policy-in-force.ts'

export async function auditDiagnoses(edge: Edge, policy: PolicyInForce): Promise<readonly Diagnosis[]> {
  const loaded = await policy()
  const target = loaded.kind === 'policy' ? loaded.policy.audit.forward.value : NOWHERE
  try {
    const status = logStatus(edge.places.state)
    const {files, bytes, first, last, end} = status
    const size = `${plural(files, 'file')}, ${Math.ceil(bytes / 1024)} kB`
    const records = last === 0 ? 'no records yet' : `records ${first} to ${last}, ${size}`
    const log: Diagnosis =
      end === 'whole'
        ? {state: 'ok', text: `audit log: ${records}; its end is what was written`}
        : {state: 'note', text: `audit log: ${records}; ${ENDS[end]}`, hint: '`sallyport log --verify`'}
    return target === NOWHERE ? [log] : [log, forwarding(target, last, edge)]
  } catch (error) {
    if (!(error instanceof AuditLogError)) throw error
    return [{state: 'note', text: error.message, hint: `look at what is in ${edge.places.state}`}]
  }
}

const ENDS = {
  cut: 'its end is not what was written',
  headless: 'its head file is missing, so nobody knows whether its end is',
} as const

function forwarding(target: string, last: number, edge: Edge): Diagnosis {
  const to = `audit log to ${target}`
  const record = readForwardRecord(edge.places.state)
  if (record === undefined) return {state: 'ok', text: `${to}: nothing sent yet; the next judged command sends`}
  const unsent = Math.max(0, last - record.sent)
  const told = [
    unsent === 0 ? 'everything is sent' : `${plural(unsent, 'record')} not sent yet`,
    ...(record.lastSent === undefined ? [] : [`last sent ${iso(record.lastSent)}`]),
    ...(record.lost === 0 ? [] : [`${plural(record.lost, 'record')} gone before they could be sent`]),
    ...failureOf(record, edge.now()),
  ].join('; ')
  const isFine = record.failures === 0 && record.lost === 0
  return {state: isFine ? 'ok' : 'note', text: `${to}: ${told}`, ...(isFine ? {} : {hint: '`sallyport log --forward`'})}
}

function failureOf(record: ForwardRecord, now: number): readonly string[] {
  const {failures, lastFailure} = record
  if (lastFailure === undefined) return []
  const next = nextAttempt(record, now)
  const when = next === undefined ? 'with the next judged command' : `not before ${iso(next)}`
  return [`${plural(failures, 'failure')}, the last on ${iso(lastFailure.time)}: ${lastFailure.reason}; again ${when}`]
}

function iso(time: number): string {
  return new Date(time).toISOString()
}

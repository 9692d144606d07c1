// The exceptions in force, looked at together with what the audit log remembers of them.

import {pastExcuses} from '../../audit/past-excuses.ts'
import {type ReviewedEntry, reviewExceptions, type UseRecord} from '../../core/policy/exception-review.ts'
import type {Policy} from '../../core/policy/policy.ts'
import type {Edge} from '../edge.ts'

const UNUSED_AFTER_DAYS = 90
const DAY = 24 * 60 * 60 * 1000

export interface Review {
  readonly reviewed: readonly ReviewedEntry[]
  readonly record: UseRecord | undefined
}

export function reviewInForce(policy: Policy, edge: Edge, unusedAfterDays = UNUSED_AFTER_DAYS): Review {
  const now = edge.now()
  const record = pastExcuses(edge.places.state, now - unusedAfterDays * DAY)
  return {reviewed: reviewExceptions(policy, record, now), record}
}

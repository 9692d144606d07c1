// What time it is for a registry: a clock of this machine that is ahead would make every release an old one.

import type {IncomingMessage} from 'node:http'
import type {Moment} from '../core/release.ts'

/** When the answer was sent, and the seconds that it lay in caches since (RFC 9110, `Date`; RFC 9111, `Age`). */
export function servedAt({headers}: Pick<IncomingMessage, 'headers'>): Moment | undefined {
  const sent = Date.parse(headers.date ?? '')
  const seconds = /^\d{1,10}$/.test(headers.age ?? '') ? Number(headers.age) : 0
  return Number.isNaN(sent) ? undefined : sent + seconds * 1000
}

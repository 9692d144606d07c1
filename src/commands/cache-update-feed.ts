// The part of `sallyport cache update` that takes advisories.

import {assertNever} from '../core/assert-never.ts'
import {advisoryCount} from '../core/osv/advisory-count.ts'
import {printable} from '../core/printable.ts'
import {reputationStatus} from '../reputation/cache/status.ts'
import {type AdvisoryRequest, type AdvisoryUpdate, updateAdvisories} from '../reputation/feeds/update-advisories.ts'
import type {FetchLimits} from '../sources/fetched.ts'
import type {Edge} from './edge.ts'

/** Whether it was updated, or is up to date. */
export async function updateFeed(request: AdvisoryRequest, limits: FetchLimits, edge: Edge): Promise<boolean> {
  const result = await updateAdvisories(edge.places.cache, request, limits, edge.now())
  tellFeed(request.ecosystem, result, edge)
  return result.kind !== 'failed'
}

export function tellFeed(ecosystem: AdvisoryRequest['ecosystem'], result: AdvisoryUpdate, edge: Edge): void {
  switch (result.kind) {
    case 'updated':
      edge.print(`${updatedText(ecosystem, result)}\n`)
      if (result.facts.unread > 0) {
        const [first = ''] = result.facts.problems
        const count = result.facts.unread === 1 ? 'one entry' : `${result.facts.unread} entries`
        edge.say(
          `sallyport: left out ${count} of the advisories of ${ecosystem} that cannot be read: ${printable(first)}`,
        )
      }
      if (result.notice !== undefined) edge.say(`sallyport: ${printable(result.notice)}`)
      return
    case 'up-to-date': {
      const {entries, date} = result.facts
      edge.print(`${ecosystem}: up to date, ${advisoryCount(entries)} as of ${date}\n`)
      return
    }
    case 'failed': {
      const {feeds} = reputationStatus(edge.places.cache, edge.now())
      const [inForce] = feeds.find((one) => one.ecosystem === ecosystem)?.parts ?? []
      const stay = inForce === undefined ? '' : `; those of ${inForce.date} stay in force`
      edge.say(`sallyport: the advisories of ${ecosystem} were not updated: ${printable(result.reason)}${stay}`)
      if (result.hint !== undefined) edge.say(`hint: ${printable(result.hint)}`)
      return
    }
    default:
      assertNever(result)
  }
}

function updatedText(
  ecosystem: AdvisoryRequest['ecosystem'],
  {facts, changes: {added, changed, removed}, previous}: Extract<AdvisoryUpdate, {kind: 'updated'}>,
): string {
  const changes = [`${added} new`, `${changed} changed`, `${removed} gone`].join(', ')
  if (facts.part === 'added')
    return `${ecosystem}: added to the advisories, ${facts.entries} beside the feed; ${changes}`
  const before = previous === undefined ? '' : `; before: ${previous.entries} as of ${previous.date}`
  return `${ecosystem}: updated, ${advisoryCount(facts.entries)} as of ${facts.date}; ${changes}${before}`
}

// Which versions the parts of an entry about one package affect. Bounded: what is longer than anything that anybody publishes is
// not kept, and counts for every version.

import {type Affected, type AffectedRange, type FeedEcosystem, isEndless, type VersionEvent} from './affected.ts'
import {type Fields, fieldsOf, listOf} from './json-fields.ts'
import {type VersionOrder, versionOrders} from './version-order.ts'

/** The largest package of all has some ten thousand versions. */
export const MOST_VERSIONS = 50_000
export const MOST_EVENTS = 1000
const LONGEST_VERSION = 256

const EVENT_KINDS = ['introduced', 'fixed', 'last_affected', 'limit'] as const

type Versions = Pick<Affected, 'versions' | 'ranges' | 'unreadable'>

export function readVersions(parts: readonly Fields[], ecosystem: FeedEcosystem): Versions {
  const order = versionOrders[ecosystem]
  const versions = new Set<string>()
  const ranges: AffectedRange[] = []
  let events = 0
  for (const part of parts) {
    const listed = listOf(part.get('versions'))
    if (listed.length + versions.size > MOST_VERSIONS) return unreadable('it lists too many versions')
    for (const version of listed) {
      if (typeof version !== 'string' || version.length > LONGEST_VERSION)
        return unreadable('it lists something else than versions')
      versions.add(order.canonical(version))
    }
    const read = rangesOf(part, order)
    if ('unreadable' in read) return read
    events += read.ranges.reduce((count, range) => count + range.length, 0)
    if (events > MOST_EVENTS) return unreadable('it has too many ranges')
    // Deny: a part that names no version may be about any.
    if (listed.length === 0 && read.ranges.length === 0) return unreadable('it does not say which versions it is about')
    ranges.push(...read.ranges)
  }
  // Whatever is listed beside everything adds nothing.
  const endless = ranges.find(isEndless)
  return endless === undefined ? {versions: [...versions], ranges} : {versions: [], ranges: [endless]}
}

function rangesOf(part: Fields, order: VersionOrder): {ranges: readonly AffectedRange[]} | Versions {
  const ranges: AffectedRange[] = []
  for (const value of listOf(part.get('ranges'))) {
    const fields = fieldsOf(value)
    const type = fields?.get('type')
    // Commits of a repository say nothing of what a registry serves; other ranges or the list of versions do.
    if (type === 'GIT') continue
    if (type !== 'SEMVER' && type !== 'ECOSYSTEM') return unreadable('it has a range of a kind that is not known')
    const events: VersionEvent[] = []
    for (const event of listOf(fields?.get('events'))) {
      const read = eventsIn(event, order)
      if (typeof read === 'string') return unreadable(read)
      events.push(...read)
    }
    if (events.length === 0) return unreadable('it has a range without an event')
    const isBegun = events.some(({kind}) => kind === 'introduced')
    // Deny: an end without a beginning is the end of everything before it.
    ranges.push(isBegun ? events : [{kind: 'introduced', version: '0'}, ...events])
  }
  return {ranges}
}

/** The schema allows one key for each event; several are taken as several events. A sentence where one cannot be read. */
function eventsIn(value: unknown, {isVersion}: VersionOrder): readonly VersionEvent[] | string {
  const fields = fieldsOf(value)
  const events: VersionEvent[] = []
  for (const kind of EVENT_KINDS) {
    const version = fields?.get(kind)
    if (version === undefined) continue
    if (typeof version !== 'string') return 'it has a version that is no text'
    const isMark = (kind === 'introduced' && version === '0') || (kind === 'limit' && version === '*')
    if (!isMark && !isVersion(version)) return `its version \`${version.slice(0, 40)}\` cannot be compared`
    events.push({kind, version})
  }
  return events.length === 0 ? 'it has an event that is not known' : events
}

function unreadable(reason: string): Versions {
  return {versions: [], ranges: [], unreadable: reason}
}

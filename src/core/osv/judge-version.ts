// Whether an advisory is about a version, and which version is the way out. The algorithm is that of the OSV schema,
// "Evaluation"; what it leaves open is decided against the version.

import type {Advisory} from '../advisory.ts'
import {type Affected, type AffectedRange, type FeedEcosystem, isEveryVersion, type VersionEvent} from './affected.ts'
import {type VersionOrder, versionOrders} from './version-order.ts'

/** Fixes that are tried. Nobody fixes one thing more often. */
const MOST_FIXES = 100

/** Undefined where the advisory is not about that version; without a version, where it is not about every version. */
export function advisoryAbout(
  affected: Affected,
  ecosystem: FeedEcosystem,
  version: string | undefined,
): Advisory | undefined {
  const {id, kind, severity, aliases} = affected
  const order = versionOrders[ecosystem]
  const isEvery = isEveryVersion(affected)
  const unreadable = affected.unreadable ?? strangeVersion(affected, version, order)
  const ordered = {...affected, ranges: affected.ranges.map((range) => inOrder(range, order))}
  if (!isEvery && unreadable === undefined && (version === undefined || !affects(ordered, version, order))) {
    return undefined
  }
  const fixedIn = version === undefined || isEvery ? undefined : fixedAfter(ordered, version, order)
  const summary = summaryOf(affected.summary, unreadable)
  return {
    id,
    kind,
    ...(severity === undefined ? {} : {severity}),
    ...(summary === undefined ? {} : {summary}),
    ...(fixedIn === undefined ? {} : {fixedIn}),
    isEveryVersion: isEvery,
    aliases,
  }
}

/** Deny: a version that cannot be compared lies in no range or in any, and nobody knows which. */
function strangeVersion({versions, ranges}: Affected, version: string | undefined, {isVersion}: VersionOrder) {
  if (version === undefined || ranges.length === 0 || isVersion(version) || versions.includes(version)) return undefined
  return `the version \`${version}\` cannot be compared`
}

function summaryOf(summary: string | undefined, unreadable: string | undefined): string | undefined {
  if (unreadable === undefined) return summary
  return `counts as affected, because ${unreadable}${summary === undefined ? '' : `: ${summary}`}`
}

/**
 * By version, limits and the beginning first; events of one version stay in the order of the entry, so that a fix followed by a
 * relapse reads as written.
 */
function inOrder(range: AffectedRange, {compare}: VersionOrder): AffectedRange {
  const isMark = ({kind, version}: VersionEvent): boolean =>
    kind === 'limit' || (kind === 'introduced' && version === '0')
  const events = range.filter((event) => !isMark(event))
  return [...range.filter(isMark), ...events.toSorted((a, b) => compare(a.version, b.version))]
}

/** Of an advisory whose ranges are in order. */
function affects({versions, ranges}: Affected, version: string, order: VersionOrder): boolean {
  return versions.includes(order.canonical(version)) || ranges.some((range) => isIn(range, version, order))
}

function isIn(range: AffectedRange, version: string, order: VersionOrder): boolean {
  if (!order.isVersion(version)) return true
  if (!isBeforeLimits(range, version, order)) return false
  let isAffected = false
  for (const {kind, version: bound} of range) {
    if (kind === 'limit') continue
    const compared = kind === 'introduced' && bound === '0' ? 1 : order.compare(version, bound)
    if (kind === 'introduced' && compared >= 0) isAffected = true
    else if (kind === 'fixed' && compared >= 0) isAffected = false
    else if (kind === 'last_affected' && compared > 0) isAffected = false
  }
  return isAffected
}

function isBeforeLimits(range: AffectedRange, version: string, {compare}: VersionOrder): boolean {
  const limits = range.filter(({kind}) => kind === 'limit')
  return limits.length === 0 || limits.some(({version: bound}) => bound === '*' || compare(version, bound) < 0)
}

/** The smallest fixed version above this one that no range of the advisory has again. */
function fixedAfter(affected: Affected, version: string, order: VersionOrder): string | undefined {
  if (!order.isVersion(version)) return undefined
  const fixes = affected.ranges
    .flat()
    .filter(({kind, version: fix}) => kind === 'fixed' && order.compare(fix, version) > 0)
    .map(({version: fix}) => fix)
  return fixes
    .toSorted(order.compare)
    .slice(0, MOST_FIXES)
    .find((fix) => !affects(affected, fix, order))
}

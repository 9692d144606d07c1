// How old a release is, as far as the registry says. Where it says nothing of a release, it may still say when the package last
// changed: nothing of it is younger than that.

import {DAY} from './age-text.ts'
import type {Moment, ReleaseFacts} from './release.ts'

/** Undefined: nobody knows. A release from the future is young. */
export function isYounger(
  {release, packageModifiedAt}: Pick<ReleaseFacts, 'release' | 'packageModifiedAt'>,
  days: number,
  now: Moment,
): boolean | undefined {
  if (days === 0) return false
  if (release.publishedAt !== undefined) return isWithin(release.publishedAt, days, now)
  if (packageModifiedAt !== undefined && !isWithin(packageModifiedAt, days, now)) return false
  return undefined
}

/** Whether `moment` is less than `days` ago. */
export function isWithin(moment: Moment, days: number, now: Moment): boolean {
  return now - moment < days * DAY
}

// The npm major versions whose command and option tables are known.

import semver from 'semver'
import {newestVersion} from './newest.generated.ts'

export const OLDEST_MAJOR = 7
export const NEWEST_MAJOR = 12

const ALL: readonly number[] = Array.from({length: NEWEST_MAJOR - OLDEST_MAJOR + 1}, (_, index) => NEWEST_MAJOR - index)

/**
 * The majors whose tables have to agree for a reading to be certain. A known version is read by its own table and by the
 * one before, because options arrive in minor versions; an unknown one, or one before the oldest table, is read by all.
 */
export function majorsFor(toolVersion: string | undefined): readonly number[] {
  const major = majorOf(toolVersion)
  if (Number.isNaN(major) || major < OLDEST_MAJOR) return ALL
  const own = Math.min(major, NEWEST_MAJOR)
  return own === OLDEST_MAJOR ? [own] : [own, own - 1]
}

/** Whether the npm that runs might know words and options that the tables do not. */
export function isBeyondTables(toolVersion: string | undefined): boolean {
  const major = majorOf(toolVersion)
  return Number.isNaN(major) || major < OLDEST_MAJOR || semver.gt(toolVersion ?? '', newestVersion, {loose: true})
}

function majorOf(toolVersion: string | undefined): number {
  return semver.parse(toolVersion, {loose: true})?.major ?? Number.NaN
}

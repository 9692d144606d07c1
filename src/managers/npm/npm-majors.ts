// The npm major versions whose command and option tables are known.

export const OLDEST_MAJOR = 7
export const NEWEST_MAJOR = 12

/**
 * The majors whose tables have to agree for a reading to be certain. A known version is read by its own table and by the
 * one before, because options arrive in minor versions; an unknown one is read by all.
 */
export function majorsFor(toolVersion: string | undefined): readonly number[] {
  const major = Number(/^(\d+)\./.exec(toolVersion ?? '')?.[1] ?? Number.NaN)
  const all = Array.from({length: NEWEST_MAJOR - OLDEST_MAJOR + 1}, (_, index) => NEWEST_MAJOR - index)
  if (Number.isNaN(major)) return all
  const own = Math.min(Math.max(major, OLDEST_MAJOR), NEWEST_MAJOR)
  return own === OLDEST_MAJOR ? [own] : [own, own - 1]
}

/** Whether a newer npm than any table might know words and options that the tables do not. */
export function isBeyondTables(toolVersion: string | undefined): boolean {
  const major = Number(/^(\d+)\./.exec(toolVersion ?? '')?.[1] ?? Number.NaN)
  return Number.isNaN(major) || major > NEWEST_MAJOR
}

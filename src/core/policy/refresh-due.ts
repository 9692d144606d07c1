// When a newer policy of the team is looked for.

const HOUR = 3_600_000

/**
 * Whether it is time again, `everyHours` after the last check or a quarter more or less of it, so that five hundred laptops that
 * were enrolled in one hour do not ask in one minute for ever: the milliseconds of the last check are as good as drawn by lot.
 * Times in milliseconds since 1970.
 */
export function isRefreshDue(checked: number, everyHours: number, now: number): boolean {
  // A check in the future is a clock that was wrong.
  if (!Number.isFinite(checked) || checked > now) return true
  const factor = 0.75 + (checked % 1000) / 2000
  return now - checked >= everyHours * HOUR * factor
}

// Days of the calendar, without a clock.

const MILLISECONDS = 24 * 60 * 60 * 1000

/** Whether the day `YYYY-MM-DD` is over everywhere in UTC at `now`, in milliseconds since 1970. A day that is none is over. */
export function isOver(day: string, now: number): boolean {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []
  if (year === undefined) return true
  return now >= (daysSince1970(Number(year), Number(month), Number(date)) + 1) * MILLISECONDS
}

/** Whole days from the day `YYYY-MM-DD` to `now`, in milliseconds since 1970; undefined for a day that is none. */
export function daysSince(day: string, now: number): number | undefined {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []
  if (year === undefined) return undefined
  return Math.floor(now / MILLISECONDS) - daysSince1970(Number(year), Number(month), Number(date))
}

/** `days_from_civil` of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
export function daysSince1970(year: number, month: number, date: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

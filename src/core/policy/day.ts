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

/**
 * Whole days from `time` to `now`, both in milliseconds since 1970. Undefined for a time that is more than a day ahead: no clock
 * that is right has shown it.
 */
export function daysSinceTime(time: number, now: number): number | undefined {
  if (!Number.isFinite(time) || time > now + MILLISECONDS) return undefined
  return Math.max(0, Math.floor((now - time) / MILLISECONDS))
}

/** The day in UTC so many days after `now`, in milliseconds since 1970: `YYYY-MM-DD`. */
export function dayAfter(days: number, now: number): string {
  return dayText(Math.floor(now / MILLISECONDS) + days)
}

export type Until =
  | {readonly kind: 'day'; readonly day: string}
  /** The reason is the end of a sentence about the text. */
  | {readonly kind: 'wrong'; readonly reason: string}

/** No exception is written for longer; who still needs it then looks at it again. */
export const MOST_DAYS = 366

/** `2026-12-31`, or `30d` from today. Today is the first day that may be the last. */
export function readUntil(text: string, now: number): Until {
  const days = /^(\d{1,4})d$/.exec(text)?.[1]
  const day = days === undefined ? text : dayAfter(Number(days), now)
  const passed = daysSince(day, now)
  if (passed === undefined || dayText(Math.floor(now / MILLISECONDS) - passed) !== day) {
    return {kind: 'wrong', reason: 'is no day as `2026-12-31` and no number of days as `30d`'}
  }
  if (passed > 0) return {kind: 'wrong', reason: 'is over'}
  if (-passed > MOST_DAYS) return {kind: 'wrong', reason: `is more than ${MOST_DAYS} days away`}
  return {kind: 'day', day}
}

/** `civil_from_days` of the same author. */
function dayText(days: number): string {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const date = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  const digits = (number: number, width: number): string => String(number).padStart(width, '0')
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(date, 2)}`
}

/** `days_from_civil` of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
function daysSince1970(year: number, month: number, date: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

// Spans of time in words, for sentences about releases.

const MINUTE = 60_000
const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** The largest whole unit: `5 hours`, `2 days`, `3 years`. */
export function spanText(milliseconds: number): string {
  if (milliseconds < HOUR) return counted(Math.max(0, Math.floor(milliseconds / MINUTE)), 'minute')
  if (milliseconds < 2 * DAY) return counted(Math.floor(milliseconds / HOUR), 'hour')
  if (milliseconds < 730 * DAY) return counted(Math.floor(milliseconds / DAY), 'day')
  return counted(Math.floor(milliseconds / (365 * DAY)), 'year')
}

/** `1 release`, `4 releases`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

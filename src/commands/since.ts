// From when on a part of the log is meant: `12h`, `30d`, `6w`, or a day.

const HOUR = 60 * 60 * 1000
const UNITS: ReadonlyMap<string, number> = new Map([
  ['h', HOUR],
  ['d', 24 * HOUR],
  ['w', 7 * 24 * HOUR],
])

/** Milliseconds since 1970; a day begins in UTC. Undefined for what is neither. */
export function readSince(text: string, now: number): number | undefined {
  const [, count, letter] = /^(\d{1,6})([a-z])$/.exec(text) ?? []
  const unit = letter === undefined ? undefined : UNITS.get(letter)
  if (count !== undefined && unit !== undefined) return now - Number(count) * unit
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined
  const day = Date.parse(text)
  // 30 February is taken for March by some.
  return Number.isNaN(day) || !new Date(day).toISOString().startsWith(text) ? undefined : day
}

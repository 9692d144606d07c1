// The base score of a CVSS v2 vector (FIRST, "A Complete Guide to the Common Vulnerability Scoring System Version 2.0", section
// 3.2.1), which old entries have and nothing else.

const WEIGHTS: ReadonlyMap<string, number> = new Map([
  ['AV:L', 0.395],
  ['AV:A', 0.646],
  ['AV:N', 1],
  ['AC:H', 0.35],
  ['AC:M', 0.61],
  ['AC:L', 0.71],
  ['Au:M', 0.45],
  ['Au:S', 0.56],
  ['Au:N', 0.704],
  ...['C', 'I', 'A'].flatMap((metric) => [[`${metric}:C`, 0.66] as const, [`${metric}:P`, 0.275], [`${metric}:N`, 0]]),
] as readonly (readonly [string, number])[])

const LONGEST_VECTOR = 256

/** From 0 to 10; undefined where it is no vector of that version, or lacks a base metric. */
export function cvss2BaseScore(vector: string): number | undefined {
  if (vector.length > LONGEST_VECTOR) return undefined
  const parts = vector.replace(/^\((.*)\)$/, '$1').split('/')
  // A metric that is missing makes all of it no number.
  const weight = (metric: string): number =>
    WEIGHTS.get(parts.find((part) => part.startsWith(`${metric}:`)) ?? '') ?? Number.NaN
  const impact = 10.41 * (1 - (1 - weight('C')) * (1 - weight('I')) * (1 - weight('A')))
  const exploitability = 20 * weight('AV') * weight('AC') * weight('Au')
  if (Number.isNaN(impact + exploitability)) return undefined
  if (impact === 0) return 0
  return Math.round((0.6 * impact + 0.4 * exploitability - 1.5) * 1.176 * 10) / 10
}

// The base score of a CVSS v3.0 or v3.1 vector (FIRST, "Common Vulnerability Scoring System v3.1: Specification Document",
// sections 7.1 and 7.4, appendix A). Temporal and environmental metrics are passed over: they are not about the package.

const WEIGHTS: ReadonlyMap<string, number> = new Map([
  ['AV:N', 0.85],
  ['AV:A', 0.62],
  ['AV:L', 0.55],
  ['AV:P', 0.2],
  ['AC:L', 0.77],
  ['AC:H', 0.44],
  ['PR:N', 0.85],
  ['PR:L', 0.62],
  ['PR:H', 0.27],
  ['UI:N', 0.85],
  ['UI:R', 0.62],
  ...['C', 'I', 'A'].flatMap((metric) => [[`${metric}:H`, 0.56] as const, [`${metric}:L`, 0.22], [`${metric}:N`, 0]]),
] as readonly (readonly [string, number])[])

/** Privileges count for more where the scope changes. */
const WEIGHTS_CHANGED: ReadonlyMap<string, number> = new Map([...WEIGHTS, ['PR:L', 0.68], ['PR:H', 0.5]])

const LONGEST_VECTOR = 256

/** From 0 to 10; undefined where it is no vector of that version, or lacks a base metric. */
export function cvss3BaseScore(vector: string): number | undefined {
  if (vector.length > LONGEST_VECTOR || !/^CVSS:3\.[01]\//.test(vector)) return undefined
  const parts = vector.split('/')
  const isChanged = parts.includes('S:C')
  if (!isChanged && !parts.includes('S:U')) return undefined
  const weights = isChanged ? WEIGHTS_CHANGED : WEIGHTS
  // A metric that is missing makes all of it no number.
  const weight = (metric: string): number =>
    weights.get(parts.find((part) => part.startsWith(`${metric}:`)) ?? '') ?? Number.NaN
  const subScore = 1 - (1 - weight('C')) * (1 - weight('I')) * (1 - weight('A'))
  const impact = isChanged ? 7.52 * (subScore - 0.029) - 3.25 * (subScore - 0.02) ** 15 : 6.42 * subScore
  const exploitability = 8.22 * weight('AV') * weight('AC') * weight('PR') * weight('UI')
  if (Number.isNaN(impact + exploitability)) return undefined
  return impact <= 0 ? 0 : roundedUp(Math.min((isChanged ? 1.08 : 1) * (impact + exploitability), 10))
}

/** Appendix A: the smallest number with one decimal that is not less, computed so that binary fractions do not lift it. */
function roundedUp(score: number): number {
  const whole = Math.round(score * 100_000)
  return whole % 10_000 === 0 ? whole / 100_000 : (Math.floor(whole / 10_000) + 1) / 10
}

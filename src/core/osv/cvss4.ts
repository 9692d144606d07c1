// The rating of a CVSS v4.0 vector, from above: the score itself needs the 270 values of FIRST's table of macro vectors, while the
// best that the impact metrics allow takes a few lines ("CVSS v4.0 Specification Document", section 8.2). Never milder than the score.

import type {Severity} from '../policy/rule-table.ts'

const LONGEST_VECTOR = 512
const VULNERABLE = ['VC', 'VI', 'VA'] as const
const SUBSEQUENT = ['SC', 'SI', 'SA'] as const

/** Undefined where it is no vector of that version, or lacks an impact metric. */
export function cvss4Rating(vector: string): Severity | undefined {
  if (vector.length > LONGEST_VECTOR || !vector.startsWith('CVSS:4.0/')) return undefined
  const metrics = new Map(vector.split('/').map((part) => part.split(':', 2) as [string, string | undefined]))
  const impacts = [...VULNERABLE, ...SUBSEQUENT].map((metric) => metrics.get(metric))
  if (!impacts.every((impact) => impact === 'H' || impact === 'L' || impact === 'N')) return undefined
  const isHigh = (metric: string): boolean => metrics.get(metric) === 'H'
  const isBothHigh = VULNERABLE.some(isHigh) && SUBSEQUENT.some(isHigh)
  if (isBothHigh || (isHigh('VC') && isHigh('VI'))) return 'critical'
  if (impacts.includes('H')) return 'high'
  return impacts.includes('L') ? 'medium' : 'low'
}

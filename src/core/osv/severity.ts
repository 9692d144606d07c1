// How severe an advisory says it is: in the words of its database, else by its CVSS vector. What it does not say stays unknown,
// and who judges by severity has to take the unknown for the worst.

import {SEVERITIES, type Severity} from '../policy/rule-table.ts'
import {cvss2BaseScore} from './cvss2.ts'
import {cvss3BaseScore} from './cvss3.ts'
import {cvss4Rating} from './cvss4.ts'
import {type Fields, fieldsOf, listOf} from './json-fields.ts'

/** The words of the databases that OSV gathers, in any letters. GitHub says `MODERATE` where others say `MEDIUM`. */
const WORDS: ReadonlyMap<string, Severity> = new Map([
  ...SEVERITIES.map((severity) => [severity, severity] as const),
  ['moderate', 'medium'],
])

/** `affected` is one item of the entry's `affected`, whose own word goes before that of the whole entry. */
export function severityOf(entry: Fields, affected: Fields): Severity | undefined {
  return (
    wordIn(affected.get('database_specific')) ??
    wordIn(affected.get('ecosystem_specific')) ??
    scoreIn(affected.get('severity')) ??
    wordIn(entry.get('database_specific')) ??
    scoreIn(entry.get('severity'))
  )
}

function wordIn(specific: unknown): Severity | undefined {
  const word = fieldsOf(specific)?.get('severity')
  return typeof word === 'string' ? WORDS.get(word.toLowerCase()) : undefined
}

/** The worst of the vectors that can be read. */
function scoreIn(severity: unknown): Severity | undefined {
  const ratings = listOf(severity).flatMap((one) => {
    const fields = fieldsOf(one)
    const vector = fields?.get('score')
    return (typeof vector === 'string' ? ratingBy(fields?.get('type'), vector) : undefined) ?? []
  })
  return worstOf(ratings)
}

function ratingBy(type: unknown, vector: string): Severity | undefined {
  switch (type) {
    case 'CVSS_V4':
      return cvss4Rating(vector)
    case 'CVSS_V3':
      return ratingOf(cvss3BaseScore(vector))
    case 'CVSS_V2':
      return ratingOf(cvss2BaseScore(vector))
    default:
      return undefined
  }
}

/** CVSS v3.1 specification, section 5, "Qualitative Severity Rating Scale", for version 2 as well, which has none. None counts as low. */
function ratingOf(score: number | undefined): Severity | undefined {
  if (score === undefined) return undefined
  if (score >= 9) return 'critical'
  if (score >= 7) return 'high'
  return score >= 4 ? 'medium' : 'low'
}

/** Undefined where one of them is unknown: it may be worse than all the others. Also where there are none. */
export function worstOf(severities: readonly (Severity | undefined)[]): Severity | undefined {
  if (severities.includes(undefined)) return undefined
  return SEVERITIES.findLast((severity) => severities.includes(severity))
}

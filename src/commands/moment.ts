// Moments as a person gives them: `30d`, `2026-11-01`, `2026-11-01T09:30`. Days and times without a zone are UTC, as the log has them.

import {exitCode} from '../core/exit-code.ts'
import {printable} from '../core/printable.ts'
import type {Edge, Outcome} from './edge.ts'

const UNITS: ReadonlyMap<string, number> = new Map([
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 604_800_000],
])

export const EXPECTED_MOMENT =
  'a span before now such as `30d` or `12h`, a day `2026-11-01`, or a time `2026-11-01T09:30Z`'

/** Milliseconds since the epoch; of a day its beginning, or with `end` its end. Undefined for what is none. */
export function parseMoment(text: string, now: number, edge: 'beginning' | 'end'): number | undefined {
  const [, span, unit = ''] = /^(\d{1,6})([mhdw])$/.exec(text) ?? []
  if (span !== undefined) return now - Number(span) * (UNITS.get(unit) ?? 0)
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(text)
  if (match === null) return undefined
  const [, day = '', time, zone = 'Z'] = match
  const beginning = Date.parse(time === undefined ? `${day}T00:00Z` : `${day}T${time}${zone}`)
  // `Date.parse` takes the 30th of February for the 2nd of March.
  if (Number.isNaN(beginning) || new Date(`${day}T00:00Z`).toISOString().slice(0, 10) !== day) return undefined
  return time === undefined && edge === 'end' ? beginning + (UNITS.get('d') ?? 0) : beginning
}

export function noMoment(option: string, text: string, edge: Edge): Outcome {
  edge.say(`sallyport: \`${option}\` takes ${EXPECTED_MOMENT}, not \`${printable(text)}\``)
  edge.say('hint: `sallyport log --since 30d`')
  return {kind: 'exit', code: exitCode.usage}
}

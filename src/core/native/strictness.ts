// Whether what a tool has set is as strict as the policy. What cannot be read is taken for weaker: better one line too many.

import {daysSince} from '../policy/day.ts'
import {comparableAddress} from '../policy/registry.ts'

export type IsAsStrict = (current: unknown, version?: string) => boolean

/** npm gives a list for every setting; the last one counts. */
function lastOf(current: unknown): unknown {
  return Array.isArray(current) ? current.at(-1) : current
}

/** What a setting says where it is one value; empty for lists and tables. */
export function textOf(current: unknown): string {
  const value = lastOf(current)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** One value of a table; undefined for what has none. */
export function valueIn(current: unknown, key: string): unknown {
  if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined
  return (current as Readonly<Record<string, unknown>>)[key]
}

export function isWord(wanted: string): IsAsStrict {
  return (current) => textOf(current) === wanted
}

/** As `wanted`, or not set where that means the same. */
export function isWordOrUnset(wanted: string): IsAsStrict {
  return (current) => current === undefined || isWord(wanted)(current)
}

/** A number, or text that is one. */
export function isAtLeast(wanted: number): IsAsStrict {
  return (current) => Number(textOf(current) || Number.NaN) >= wanted
}

/** A list that excuses nobody whom the policy does not. Without a list nobody is excused. */
export function excusesNoMoreThan(names: readonly string[]): IsAsStrict {
  const known = new Set(names)
  return (current) => current === undefined || keysOf(current).every((name) => known.has(name))
}

function keysOf(current: unknown): readonly string[] {
  if (typeof current === 'string') return [current]
  if (Array.isArray(current)) return current.flatMap((one) => textOf(one).split(',')).map((one) => one.trim())
  return typeof current === 'object' && current !== null ? Object.keys(current) : []
}

/** An address that the policy allows; where nothing is set, what `whenUnset` says. */
export function isAllowed(allows: (place: string) => boolean, whenUnset: boolean): IsAsStrict {
  return (current) => {
    const value = lastOf(current)
    if (value === undefined) return whenUnset
    const place = typeof value === 'string' ? comparableAddress(value) : undefined
    return place !== undefined && allows(place)
  }
}

const SECOND = 1 / (24 * 60 * 60)
/** In days. */
const UNITS = new Map([
  ['ms', SECOND / 1000],
  ['s', SECOND],
  ['m', SECOND * 60],
  ['h', SECOND * 3600],
  ['d', 1],
  ['w', 7],
])

/** Days that a span asks for: `3d`, `3 days`, `P3D`, `PT72H`, or the day of a date. 0 for what is neither. */
export function daysOf(span: unknown, now: number): number {
  const text = textOf(span).trim()
  const [, count = '', unit = ''] = /^(?:PT?)?(\d+(?:\.\d+)?) ?([a-z]+)$/i.exec(text) ?? []
  const size = UNITS.get(shortUnit(unit.toLowerCase()))
  if (size !== undefined) return Number(count) * size
  return daysSince(text.slice(0, 10), now) ?? 0
}

/** `hours` is `h`; `ms` stays as it is. */
function shortUnit(unit: string): string {
  return unit === 'ms' || !/^(?:s|sec|m|min|h|d|w|second|minute|hour|day|week)s?$/.test(unit) ? unit : unit.slice(0, 1)
}

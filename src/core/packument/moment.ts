// Times as registries write them (ISO 8601, `2024-01-15T12:00:00.000Z`). Read by hand: a packument has one for each release, and
// the core has no clock.

import {daysSince1970} from '../policy/day.ts'
import type {Moment} from '../release.ts'

const ZERO = 48
const DOT = 46
const DASH = 45
const PLUS = 43
const COLON = 58
const T = 84
const Z = 90
const LONGEST = 40

/** Undefined for what is no such time. */
export function parseMoment(value: unknown): Moment | undefined {
  if (typeof value !== 'string' || value.length < 20 || value.length > LONGEST) return undefined
  if (!hasMarks(value)) return undefined
  const year = digits(value, 0, 4)
  const month = digits(value, 5, 7)
  const day = digits(value, 8, 10)
  const hour = digits(value, 11, 13)
  const minute = digits(value, 14, 16)
  const second = digits(value, 17, 19)
  // What is no number is NaN, and is in no range.
  const isDay = year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31
  if (!isDay || !(hour <= 23) || !(minute <= 59) || !(second <= 60)) return undefined
  const end = fractionEnd(value)
  const offset = zoneOffset(value, end)
  const milliseconds = end === 19 ? 0 : Math.floor(digits(value, 20, end) / 10 ** (end - 23))
  if (offset === undefined || Number.isNaN(offset + milliseconds)) return undefined
  const minutes = (daysSince1970(year, month, day) * 24 + hour) * 60 + minute - offset
  return (minutes * 60 + second) * 1000 + milliseconds
}

function hasMarks(text: string): boolean {
  const isDate = text.charCodeAt(4) === DASH && text.charCodeAt(7) === DASH && text.charCodeAt(10) === T
  return isDate && text.charCodeAt(13) === COLON && text.charCodeAt(16) === COLON
}

function digits(text: string, from: number, to: number): number {
  let number = 0
  for (let index = from; index < to; index++) {
    const digit = text.charCodeAt(index) - ZERO
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    number = number * 10 + digit
  }
  return number
}

/** Where the fraction of the second ends; 19 where there is none. */
function fractionEnd(text: string): number {
  if (text.charCodeAt(19) !== DOT) return 19
  let end = 20
  while (text.charCodeAt(end) >= ZERO && text.charCodeAt(end) <= ZERO + 9) end++
  return end === 20 ? 19 : end
}

/** Minutes ahead of UTC, of `Z`, `+02:00` or `+0200` from there to the end. */
function zoneOffset(text: string, from: number): number | undefined {
  const mark = text.charCodeAt(from)
  const length = text.length - from
  if (mark === Z) return length === 1 ? 0 : undefined
  const hasColon = length === 6 && text.charCodeAt(from + 3) === COLON
  if ((mark !== PLUS && mark !== DASH) || (length !== 5 && !hasColon)) return undefined
  const minutes = digits(text, from + 1, from + 3) * 60 + digits(text, text.length - 2, text.length)
  return mark === DASH ? -minutes : minutes
}

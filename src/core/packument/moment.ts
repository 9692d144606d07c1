// Times as registries write them (ISO 8601, `2024-01-15T12:00:00.000Z`). Read by hand: a packument has one for each release, and
// the core has no clock.

import {daysSince1970} from '../policy/day.ts'
import type {Moment} from '../release.ts'

const ZERO = 48
const DOT = 46
const LONGEST = 40

/** Undefined for what is no such time. */
export function parseMoment(value: unknown): Moment | undefined {
  if (typeof value !== 'string' || value.length < 20 || value.length > LONGEST) return undefined
  if (value[4] !== '-' || value[7] !== '-' || value[10] !== 'T' || value[13] !== ':' || value[16] !== ':')
    return undefined
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
  const offset = value.length === end + 1 && value[end] === 'Z' ? 0 : zoneOffset(value.slice(end))
  const milliseconds = end === 19 ? 0 : Math.floor(digits(value, 20, end) / 10 ** (end - 23))
  if (offset === undefined || Number.isNaN(milliseconds)) return undefined
  const minutes = (daysSince1970(year, month, day) * 24 + hour) * 60 + minute - offset
  return (minutes * 60 + second) * 1000 + milliseconds
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

/** Minutes ahead of UTC. */
function zoneOffset(zone: string): number | undefined {
  if (zone === 'Z') return 0
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? []
  if (sign === undefined) return undefined
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
}

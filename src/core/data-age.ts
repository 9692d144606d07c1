// Whether the data behind a judgement is older than the policy allows. Age is of the whole command, not of one artifact.

import type {JudgedUnclear} from './decision.ts'
import {BUILT_IN} from './policy/built-in.ts'
import {daysSince} from './policy/day.ts'
import type {Policy} from './policy/policy.ts'

/** Each the day of the oldest that was judged by, `YYYY-MM-DD`; undefined where there was none. */
export interface DataDates {
  readonly indexDate: string | undefined
  readonly feedDate: string | undefined
}

/** `now` in milliseconds since 1970. Empty where there is no limit, or it holds. */
export function judgeDataAge({indexDate, feedDate}: DataDates, policy: Policy, now: number): readonly JudgedUnclear[] {
  return [
    ...judgeAge('names', indexDate, '', policy, now),
    ...judgeAge('advisories', feedDate, '; hint: `sallyport cache update`', policy, now),
  ]
}

function judgeAge(
  what: 'names' | 'advisories',
  date: string | undefined,
  more: string,
  {data: {maxAgeDays, whenOlder}}: Policy,
  now: number,
): readonly JudgedUnclear[] {
  if (maxAgeDays === undefined || date === undefined) return []
  const age = daysSince(date, now)
  if (age !== undefined && age <= maxAgeDays.value) return []
  const days = age === undefined ? 'nobody knows how many' : age
  const message = `was judged by ${what} as of ${date}, ${days} days old; the policy allows ${maxAgeDays.value}${more}`
  const {value: severity, origin} = whenOlder
  return [
    {
      unclear: {message},
      verdict: severity === 'note' ? 'allow' : severity,
      finding: {code: 'data-old', severity, message, origin: origin === BUILT_IN ? maxAgeDays.origin : origin},
    },
  ]
}

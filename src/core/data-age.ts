// Whether the data behind a judgement is older than the policy allows. Age is of the whole command, not of one artifact.

import type {JudgedUnclear} from './decision.ts'
import {BUILT_IN} from './policy/built-in.ts'
import {daysSince} from './policy/day.ts'
import type {Policy} from './policy/policy.ts'

/** `indexDate` is that of the oldest data, `now` in milliseconds since 1970. Undefined where there is no limit, or it holds. */
export function judgeDataAge(
  indexDate: string | undefined,
  {data: {maxAgeDays, whenOlder}}: Policy,
  now: number,
): JudgedUnclear | undefined {
  if (maxAgeDays === undefined || indexDate === undefined) return undefined
  const age = daysSince(indexDate, now)
  if (age !== undefined && age <= maxAgeDays.value) return undefined
  const days = age === undefined ? 'nobody knows how many' : age
  const message = `was judged by names as of ${indexDate}, ${days} days old; the policy allows ${maxAgeDays.value}`
  const {value: severity, origin} = whenOlder
  return {
    unclear: {message},
    verdict: severity === 'note' ? 'allow' : severity,
    finding: {code: 'data-old', severity, message, origin: origin === BUILT_IN ? maxAgeDays.origin : origin},
  }
}

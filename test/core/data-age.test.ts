import {describe, expect, it} from 'vitest'
import {judgeDataAge} from '../../src/core/data-age.ts'
import {builtInPolicy} from '../../src/core/policy/built-in.ts'
import type {Policy} from '../../src/core/policy/policy.ts'

const NOW = Date.UTC(2026, 10, 24, 12)

function policy(maxAgeDays: number, whenOlder?: 'note' | 'ask' | 'block'): Policy {
  const said = <Value>(value: Value) => ({value, origin: 'p.yaml:3'})
  const data = {...builtInPolicy.data, maxAgeDays: said(maxAgeDays)}
  return {...builtInPolicy, data: whenOlder ? {...data, whenOlder: said(whenOlder)} : data}
}

describe('judgeDataAge', () => {
  it('says nothing without a limit, within it, or without data', () => {
    expect(judgeDataAge({indexDate: '2020-01-01', feedDate: '2020-01-01'}, builtInPolicy, NOW)).toEqual([])
    expect(judgeDataAge({indexDate: '2026-11-01', feedDate: '2026-11-01'}, policy(23), NOW)).toEqual([])
    expect(judgeDataAge({indexDate: undefined, feedDate: undefined}, policy(1), NOW)).toEqual([])
  })

  it.each([
    [undefined, 'ask', 'ask'],
    ['note', 'note', 'allow'],
    ['ask', 'ask', 'ask'],
    ['block', 'block', 'block'],
  ] as const)('beyond the limit, when-older %s: %s', (whenOlder, severity, verdict) => {
    const said = (what: string, date: string, days: number, more = '') => ({
      verdict,
      finding: {
        code: 'data-old',
        severity,
        origin: 'p.yaml:3',
        message: `was judged by ${what} as of ${date}, ${days} days old; the policy allows 22${more}`,
      },
    })
    const names = said('names', '2026-11-01', 23)
    const advisories = said('advisories', '2026-10-25', 30, '; hint: `sallyport cache update`')
    const found = (indexDate: string, feedDate: string | undefined) =>
      judgeDataAge({indexDate, feedDate}, policy(22, whenOlder), NOW)
    expect(found('2026-11-01', undefined)).toMatchObject([names])
    expect(found('2026-11-24', '2026-10-25')).toMatchObject([advisories])
    expect(found('2026-11-01', '2026-10-25')).toMatchObject([names, advisories])
  })

  it('takes a date that is none for too old', () => {
    expect(judgeDataAge({indexDate: undefined, feedDate: 'soon'}, policy(3650), NOW)).toMatchObject([{verdict: 'ask'}])
  })
})

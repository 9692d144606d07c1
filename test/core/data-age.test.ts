import {describe, expect, it} from 'vitest'
import {judgeDataAge} from '../../src/core/data-age.ts'
import {builtInPolicy} from '../../src/core/policy/built-in.ts'
import type {Policy} from '../../src/core/policy/policy.ts'

const NOW = Date.UTC(2026, 10, 24, 12)

function policy(maxAgeDays: number, whenOlder?: 'note' | 'ask' | 'block'): Policy {
  const said = <Value>(value: Value) => ({value, origin: 'p.yaml:3'})
  const {data} = builtInPolicy
  return {
    ...builtInPolicy,
    data: {whenOlder: whenOlder ? said(whenOlder) : data.whenOlder, maxAgeDays: said(maxAgeDays)},
  }
}

describe('judgeDataAge', () => {
  it('says nothing without a limit, within it, or without data', () => {
    expect(judgeDataAge('2020-01-01', builtInPolicy, NOW)).toBeUndefined()
    expect(judgeDataAge('2026-11-01', policy(23), NOW)).toBeUndefined()
    expect(judgeDataAge(undefined, policy(1), NOW)).toBeUndefined()
  })

  it.each([
    [undefined, 'ask', 'ask'],
    ['note', 'note', 'allow'],
    ['ask', 'ask', 'ask'],
    ['block', 'block', 'block'],
  ] as const)('beyond the limit, when-older %s: %s', (whenOlder, severity, verdict) => {
    expect(judgeDataAge('2026-11-01', policy(22, whenOlder), NOW)).toMatchObject({
      verdict,
      finding: {
        code: 'data-old',
        severity,
        origin: 'p.yaml:3',
        message: 'was judged by names as of 2026-11-01, 23 days old; the policy allows 22',
      },
    })
  })

  it('takes a date that is none for too old', () => {
    expect(judgeDataAge('soon', policy(3650), NOW)).toMatchObject({verdict: 'ask'})
  })
})

import {describe, expect, it} from 'vitest'
import {evaluate} from '../../src/core/evaluate.ts'
import {builtInPolicy} from '../../src/core/policy/built-in.ts'
import type {Policy, RefreshPolicy} from '../../src/core/policy/policy.ts'
import {judgePolicyAge, type TeamFacts} from '../../src/core/policy-age.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 24, 12)

function policy(change: Partial<RefreshPolicy>): Policy {
  return {...builtInPolicy, refresh: {...builtInPolicy.refresh, ...change}}
}

function said<Value extends number | string>(value: Value) {
  return {value, origin: 'team.yaml:3'}
}

describe('judgePolicyAge', () => {
  it('says nothing of a file that was checked within the limit and has not ended', () => {
    expect(judgePolicyAge({checked: NOW - 14 * DAY, expires: '2026-11-24'}, builtInPolicy, NOW)).toBeUndefined()
    expect(judgePolicyAge({checked: NOW + DAY / 2}, builtInPolicy, NOW)).toBeUndefined()
  })

  it('notes, where the policy says nothing, a file that went unchecked for more than 14 days', () => {
    expect(judgePolicyAge({checked: NOW - 15 * DAY}, builtInPolicy, NOW)).toMatchObject({
      verdict: 'allow',
      finding: {
        code: 'policy-old',
        severity: 'note',
        origin: 'built-in',
        message:
          'the policy of the team was last checked 15 days ago; 14 are allowed; `sallyport policy update` looks for a newer one',
      },
    })
  })

  it('asks, where the policy says nothing, from the day after the last one on which the file holds', () => {
    const facts = {checked: NOW, expires: '2026-11-23'}
    expect(judgePolicyAge(facts, builtInPolicy, NOW)).toMatchObject({
      verdict: 'ask',
      finding: {severity: 'ask', message: expect.stringContaining('ended on 2026-11-23') as string},
    })
  })

  it.each([
    [{whenOlder: said('block')}, {checked: NOW - 15 * DAY}, 'block'],
    [{maxAgeDays: said(1), whenOlder: said('ask')}, {checked: NOW - 2 * DAY}, 'ask'],
    [{whenExpired: said('note')}, {checked: NOW, expires: '2020-01-01'}, 'allow'],
    [{whenOlder: said('block')}, {checked: 0, expires: '2020-01-01'}, 'block'],
    [{whenOlder: said('block')}, {checked: NOW + 2 * DAY}, 'block'],
    [{whenOlder: said('block')}, {checked: Number.NaN}, 'block'],
  ] satisfies readonly (readonly [Partial<RefreshPolicy>, TeamFacts, string])[])(
    '%j over %j: %s',
    (change, facts, verdict) => {
      expect(judgePolicyAge(facts, policy(change), NOW)).toMatchObject({verdict})
    },
  )

  it('is part of what a command is judged by, and no part that was left unjudged', () => {
    const judgeable = {ecosystem: 'npm', gathered: [], unclear: [], sources: []} as const
    expect(evaluate(judgeable, policy({whenOlder: said('block')}), NOW).verdict).toBe('allow')
    const team = {checked: NOW - 90 * DAY}
    expect(evaluate({...judgeable, team}, policy({whenOlder: said('block')}), NOW).verdict).toBe('block')
  })
})

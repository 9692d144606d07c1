// For no pair of files does what may only tighten let through what was stopped before.

import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {Ecosystem} from '../../../src/core/artifact.ts'
import {judgeDataAge} from '../../../src/core/data-age.ts'
import type {Action, Verdict} from '../../../src/core/decision.ts'
import {evaluate} from '../../../src/core/evaluate.ts'
import {mergePolicies} from '../../../src/core/policy/merge.ts'
import type {Policy} from '../../../src/core/policy/policy.ts'
import {LOCKABLE} from '../../../src/core/policy/schema.ts'
import {STRICTER} from '../../../src/core/policy/tightness.ts'
import {judgePolicyAge} from '../../../src/core/policy-age.ts'
import {type Case, someCase} from '../../support/policy-artifacts.ts'
import {layerOf, someDocument} from '../../support/policy-documents.ts'

const NOW = Date.UTC(2027, 0, 15)
const HOMES = ['npm', 'pypi', 'docker'] as const satisfies readonly Ecosystem[]
const STRICTNESS: readonly Verdict[] = ['allow', 'unclear', 'ask', 'block']

/** What a person could tell apart: less of any of these would be a looser policy. */
function strictnessOf(policy: Policy, {artifact, evidence, sources}: Case): readonly number[] {
  const {ecosystem} = artifact
  const team = {checked: NOW - 30 * 86_400_000, expires: '2026-12-31'}
  const judgeable = {ecosystem, gathered: [{artifact, evidence}], unclear: [{message: 'reads a file'}], sources, team}
  const decision = evaluate(judgeable, policy, NOW)
  const {unattended, mode} = policy.ecosystems[ecosystem]
  const verdicts = [
    decision.verdict,
    decision.observed?.verdict ?? decision.verdict,
    decision.artifacts[0]!.verdict,
    decision.unclear[0]!.verdict,
    ...['2027-01-01', '2026-12-01', '2020-01-01'].flatMap((date) =>
      [
        {indexDate: date, feedDate: undefined},
        {indexDate: undefined, feedDate: date},
      ].map((dates) => judgeDataAge(dates, policy, NOW)[0]?.verdict ?? 'allow'),
    ),
    judgePolicyAge(team, policy, NOW)?.verdict ?? 'allow',
  ]
  return [
    ...verdicts.map((one) => STRICTNESS.indexOf(one)),
    Number(unattended.value === 'block'),
    Number(mode.value === 'enforce'),
    Number(!policy.bypass.value),
    -policy.refresh.everyHours.value,
  ]
}

function expectNoLooser(after: Policy, before: Policy, one: Case): void {
  const strictness = strictnessOf(after, one)
  for (const [index, was] of strictnessOf(before, one).entries()) {
    expect(strictness[index]).toBeGreaterThanOrEqual(was)
  }
  for (const home of HOMES) {
    const [was, is] = [before.ecosystems[home], after.ecosystems[home]]
    for (const [code, {action, days, severity}] of was.rules) {
      const now = is.rules.get(code)!
      expect(STRICTER.action(now.action, action)).toBe(true)
      if (days) expect(STRICTER.days(now.days!.value, days.value)).toBe(true)
      if (severity) expect(STRICTER.severity(now.severity!.value, severity.value)).toBe(true)
      if (!comesAlone(action, was.unattended.value)) expect(comesAlone(now.action, is.unattended.value)).toBe(false)
    }
    expect(is.deny.entries).toEqual(expect.arrayContaining([...was.deny.entries]))
    expect(is.internal.entries).toEqual(expect.arrayContaining([...was.internal.entries]))
  }
}

/** Whether what a rule finds is fetched with nobody looking: `hold-back` takes another version, `ask` waits or does not. */
function comesAlone(action: Action, unattended: 'allow' | 'block'): boolean {
  return action === 'off' || action === 'note' || (action === 'ask' && unattended === 'allow')
}

describe('whatever the files say', () => {
  it('a project file loosens no decision, no setting and no list', () => {
    fc.assert(
      fc.property(someDocument, someDocument, someDocument, someCase, (team, user, project, one) => {
        const below = [layerOf('team', team), layerOf('user', user)]
        const before = mergePolicies(below)
        const after = mergePolicies([...below, layerOf('project', project)])
        expectNoLooser(after, before, one)
        for (const home of HOMES) {
          const [was, is] = [before.ecosystems[home], after.ecosystems[home]]
          expect(is.allow.entries).toEqual(was.allow.entries)
          expect(is.exceptions.entries).toEqual(was.exceptions.entries)
        }
        expect(after.include).toEqual(before.include)
      }),
      {numRuns: 1000},
    )
  })

  it('nor does it over the built-in policy', () => {
    fc.assert(
      fc.property(someDocument, someCase, (project, one) => {
        expectNoLooser(mergePolicies([layerOf('project', project)]), mergePolicies([]), one)
      }),
      {numRuns: 500},
    )
  })

  it('a user file loosens nothing of a team that locked everything', () => {
    fc.assert(
      fc.property(someDocument, someDocument, someCase, (team, user, one) => {
        const below = [layerOf('team', {...team, locked: [...LOCKABLE]})]
        const after = mergePolicies([...below, layerOf('user', user)])
        expectNoLooser(after, mergePolicies(below), one)
      }),
      {numRuns: 500},
    )
  })

  it('every value names who says it', () => {
    fc.assert(
      fc.property(someDocument, someDocument, (user, project) => {
        const policy = mergePolicies([layerOf('user', user), layerOf('project', project)])
        for (const home of HOMES) {
          for (const {origin} of policy.ecosystems[home].rules.values()) {
            expect(origin).toMatch(/^(?:built-in|\/user\.yaml:1|\/project\.yaml:1)$/u)
          }
        }
      }),
    )
  })
})

import {describe, expect, it, test} from 'vitest'
import {DAY, daysAgo, facts, judge, NOW, release, said} from '../../support/judged-release.ts'

const HOUR = DAY / 24

function published(publishedAt: number | undefined) {
  return {evidence: {release: facts({release: release({publishedAt})})}}
}

describe('too-new', () => {
  test.for([
    [NOW - 5 * HOUR, 'was published 5 hours ago; the policy waits 3 days'],
    [NOW - 1, 'was published 0 minutes ago; the policy waits 3 days'],
    [daysAgo(3) + 1, 'was published 2 days ago; the policy waits 3 days'],
    [NOW + DAY, 'was published at a time that is still to come; the policy waits 3 days'],
  ] as const)('published at %d: %s', ([publishedAt, message]) => {
    const {verdict, findings} = judge(published(publishedAt))
    expect(verdict).toBe('ask')
    expect(findings).toMatchObject([{code: 'too-new', severity: 'hold-back', message}])
  })

  it('says nothing of what is old enough, where nobody asked, and where the policy waits no day', () => {
    expect(said(published(daysAgo(3)))).toEqual([])
    expect(said({})).toEqual([])
    expect(said({...published(NOW), rules: {'too-new': {days: 0}}})).toEqual([])
  })

  it('suggests the newest release that passes, and names the version where it was not asked for exactly', () => {
    const evidence = {...published(NOW - HOUR).evidence, passingVersion: '1.9.9'}
    const {findings, suggestions} = judge({evidence, artifact: {specifier: '^2.0.0'}})
    expect(findings[0]?.message).toBe('was published 1 hour ago in version `2.0.0`; the policy waits 3 days')
    expect(suggestions).toMatchObject([{name: 'foo', specifier: '1.9.9', reason: 'is the newest release that passes'}])
  })

  it('is excused by `allow`', () => {
    expect(judge({...published(NOW), lists: {allow: ['npm:foo@2.0.0']}}).verdict).toBe('allow')
  })

  it('does not take the unknown for old, unless nothing of the package is younger', () => {
    const unknown = facts({release: release({publishedAt: undefined})})
    expect(said({evidence: {release: unknown}})).toEqual([
      expect.stringMatching(/^facts-unknown: is not known in full: its registry does not say when it was published \(/),
    ])
    expect(said({evidence: {release: {...unknown, packageModifiedAt: daysAgo(30)}}})).toEqual([])
    expect(said({evidence: {release: {...unknown, packageModifiedAt: daysAgo(20)}}})).toEqual([
      expect.stringMatching(/not judged by provenance-lost\)$/),
    ])
  })
})

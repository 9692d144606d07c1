// The rules that look for an account that was taken over: publisher-changed, provenance-lost, dormant-then-active.

import {describe, expect, it, test} from 'vitest'
import {builtInPolicy} from '../../../src/core/policy/built-in.ts'
import type {Attested, Release} from '../../../src/core/release.ts'
import {restsOnProvenance} from '../../../src/core/rules/publisher-changed.ts'
import {daysAgo, facts, judge, NOW, release, said} from '../../support/judged-release.ts'

describe('publisher-changed', () => {
  const before = release({version: '1.9.0', publisher: 'alice', repository: 'github.com/acme/foo'})
  const changed = (more: Partial<Release> = {}, firstAt = daysAgo(5)) => {
    const now = release({publishedAt: daysAgo(4), publisher: 'mallory', ...more})
    const first = {...now, publishedAt: firstAt}
    return {release: facts({release: now, publisherTurn: {first, before, earlierPublishers: ['alice', 'bob']}})}
  }

  it('asks about a recent release of somebody who is new', () => {
    expect(judge({evidence: changed()})).toMatchObject({
      verdict: 'ask',
      findings: [
        {
          code: 'publisher-changed',
          message: 'was published by `mallory`, who first did so 5 days ago; before that by `alice`, `bob`',
        },
      ],
    })
  })

  it('says nothing of a second release of somebody who is there for long, nor of an old release', () => {
    expect(said({evidence: changed({}, daysAgo(15))})).toEqual([])
    expect(said({evidence: changed({publishedAt: daysAgo(14)}, daysAgo(14))})).toEqual([])
  })

  test.for([
    ['the same repository', {hasProvenance: true, repository: 'github.com/acme/foo'}, 0],
    ['another repository', {hasProvenance: true, repository: 'github.com/mallory/foo'}, 1],
    ['a repository that is not known', {hasProvenance: true}, 1],
    ['the same repository, without provenance', {hasProvenance: false, repository: 'github.com/acme/foo'}, 1],
    ['a trusted publisher alone', {hasTrustedPublisher: true, repository: 'github.com/acme/foo'}, 1],
  ] as const)('from a person to a CI system with provenance: %s', ([, more, count]) => {
    expect(said({evidence: changed({publisher: 'GitHub Actions', ...more})})).toHaveLength(count)
  })

  const built = {hasProvenance: true, repository: 'github.com/acme/foo'} as const
  test.for<readonly [string, Attested, number]>([
    ['holds', {kind: 'verified', repository: 'github.com/acme/foo', workflow: 'w'}, 0],
    ['is of another repository', {kind: 'verified', repository: 'github.com/mallory/foo', workflow: 'w'}, 1],
    ['could not be checked', {kind: 'unverified', reason: 'x'}, 1],
  ])('an attestation that was checked counts for what it was found to be: it %s', ([, attested, count]) => {
    expect(said({evidence: changed({...built, attested})})).toHaveLength(count)
  })

  it('says when an attestation is worth checking: when nothing else speaks for the release', () => {
    const context = {policy: builtInPolicy.ecosystems.npm, now: NOW}
    expect(restsOnProvenance(changed(built).release, context)).toBe(true)
    expect(restsOnProvenance(changed().release, context)).toBe(false)
    expect(restsOnProvenance(changed(built, daysAgo(15)).release, context)).toBe(false)
    expect(restsOnProvenance(facts({release: release({...built, publishedAt: daysAgo(4)})}), context)).toBe(false)
  })

  it('says that it does not know, where the registry leaves out who or when', () => {
    const nobody = facts({release: release({publishedAt: daysAgo(4), publisher: undefined})})
    expect(said({evidence: {release: nobody}})).toEqual([
      'facts-unknown: is not known in full: its registry does not say who published it (not judged by publisher-changed)',
    ])
    expect(said({evidence: changed({publishedAt: undefined})})).toEqual([expect.stringMatching(/^facts-unknown:/)])
  })
})

describe('provenance-lost', () => {
  const before = release({version: '1.9.0', publishedAt: daysAgo(90), hasProvenance: true})
  const lost = (publishedAt: number, firstAt = publishedAt) => {
    const now = release({publishedAt, hasProvenance: false})
    return {release: facts({release: now, provenanceTurn: {first: {...now, publishedAt: firstAt}, before}})}
  }

  it('asks about a recent release that does not say how it was built, as those before it did', () => {
    expect(judge({evidence: lost(daysAgo(10))})).toMatchObject({
      verdict: 'ask',
      findings: [
        {
          code: 'provenance-lost',
          message: 'does not say how it was built, as `1.9.0` and releases before it did',
        },
      ],
    })
  })

  it('says nothing once that has been public for long', () => {
    expect(said({evidence: lost(daysAgo(31))})).toEqual([])
    expect(said({evidence: lost(daysAgo(4), daysAgo(31))})).toEqual([])
  })
})

describe('dormant-then-active', () => {
  const published = (...ages: readonly number[]) => {
    const moments = ages.map(daysAgo)
    const publishedAt = moments.at(-1) ?? 0
    const silences = moments.slice(1).map((to, place) => ({from: moments[place] ?? 0, to}))
    return {release: facts({release: release({publishedAt}), silences: silences.reverse()})}
  }

  it('holds back a release after a long silence, longer than other young ones', () => {
    expect(judge({evidence: published(1000, 5)})).toMatchObject({
      verdict: 'ask',
      findings: [
        {
          code: 'dormant-then-active',
          severity: 'hold-back',
          message: 'was published 5 days ago, after 2 years without a release; the policy waits 14 days',
        },
      ],
    })
  })

  test.for([
    ['the second release of a burst', [1000, 5, 4], 1],
    ['a release soon after another', [1000, 300, 5], 0],
    ['one that has been public for long enough', [1000, 14], 0],
    ['one after a silence that ended long ago', [1000, 20, 5], 0],
    ['the first release', [5], 0],
  ] as const)('%s', ([, ages, count]) => {
    expect(said({evidence: published(...ages)})).toHaveLength(count)
  })

  it('takes its two spans from the policy', () => {
    const rules = {'dormant-then-active': {days: 30, 'dormant-days': 30}}
    expect(said({evidence: published(60, 20), rules})).toHaveLength(1)
    expect(said({evidence: published(49, 20), rules})).toHaveLength(0)
  })
})

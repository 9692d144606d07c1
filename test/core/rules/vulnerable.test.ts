import {describe, expect, it, test} from 'vitest'
import type {Advisory} from '../../../src/core/advisory.ts'
import type {Ecosystem} from '../../../src/core/artifact.ts'
import {judge} from '../../support/judged-release.ts'

function advisory(more: Partial<Advisory> = {}): Advisory {
  return {id: 'GHSA-1', kind: 'vulnerability', severity: 'high', isEveryVersion: false, aliases: [], ...more}
}

describe('vulnerable', () => {
  test.for([
    ['critical', undefined, 'ask'],
    ['high', undefined, 'ask'],
    ['medium', undefined, 'allow'],
    ['medium', 'medium', 'ask'],
    ['high', 'critical', 'allow'],
    ['low', 'low', 'ask'],
  ] as const)('%s, where the policy says %s: %s', ([severity, threshold, verdict]) => {
    const rules = threshold === undefined ? {} : {vulnerable: {severity: threshold}}
    expect(judge({evidence: {advisories: [advisory({severity})]}, rules}).verdict).toBe(verdict)
  })

  it('names the worst, counts the rest, and says what fixes all of them', () => {
    const advisories = [
      advisory({id: 'GHSA-1', fixedIn: '2.0.10'}),
      advisory({id: 'GHSA-2', severity: 'critical', summary: 'takes over', fixedIn: '2.0.9'}),
      advisory({id: 'GHSA-3', severity: 'low', fixedIn: '3.0.0'}),
    ]
    const {findings, suggestions} = judge({evidence: {advisories}})
    expect(findings[0]?.message).toBe(
      'has 2 known vulnerabilities: `GHSA-2` (critical: takes over) and 1 more; fixed in `2.0.10`',
    )
    expect(suggestions).toEqual([{name: 'foo', specifier: '2.0.10', reason: 'fixes it', popularity: {kind: 'known'}}])
  })

  it('suggests the newest release that passes where it is known, and nothing where no version fixes it', () => {
    const passing = judge({evidence: {advisories: [advisory({fixedIn: '2.0.1'})], passingVersion: '2.3.0'}})
    expect(passing.suggestions).toMatchObject([{specifier: '2.3.0'}])
    const hopeless = judge({evidence: {advisories: [advisory({fixedIn: '2.0.1'}), advisory({id: 'GHSA-2'})]}})
    expect(hopeless.suggestions).toEqual([])
    expect(hopeless.findings[0]?.message).toMatch(/no version is known to fix it$/)
  })

  it('asks about what nobody has rated, whatever severity the policy begins at', () => {
    const {severity: _, ...unrated} = advisory({summary: 'leaks'})
    const judged = (rules: Parameters<typeof judge>[0]['rules'] = {}) =>
      judge({evidence: {advisories: [unrated]}, rules})
    expect(judged()).toMatchObject({
      verdict: 'ask',
      findings: [{message: expect.stringContaining('`GHSA-1` (severity not given: leaks)')}],
    })
    expect(judged({vulnerable: {severity: 'critical'}}).verdict).toBe('ask')
    expect(judged({vulnerable: {severity: 'low'}}).verdict).toBe('ask')
    expect(judged({vulnerable: 'off'}).findings).toEqual([])
  })

  it('takes the severity of the same vulnerability under another name', () => {
    const {severity: _, ...unrated} = advisory({id: 'PYSEC-1', aliases: ['CVE-1']})
    const verdict = (twin: Partial<Advisory>) =>
      judge({evidence: {advisories: [unrated, advisory({severity: 'medium', ...twin})]}}).verdict
    expect(verdict({aliases: ['CVE-1']})).toBe('allow')
    expect(verdict({aliases: ['CVE-1'], severity: 'critical'})).toBe('ask')
    expect(verdict({aliases: ['CVE-2']})).toBe('ask')
  })

  test.for<readonly [Ecosystem, string]>([
    ['npm', '2.0.1'],
    ['pypi', '==2.0.1'],
  ])('in %s the suggested specifier is `%s`', ([ecosystem, specifier]) => {
    const {suggestions} = judge({evidence: {advisories: [advisory({fixedIn: '2.0.1'})]}, artifact: {ecosystem}})
    expect(suggestions).toMatchObject([{specifier}])
  })
})

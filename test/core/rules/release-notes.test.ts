// Rules about what is written in a release: signature-invalid, deprecated, security-placeholder, license, facts-unknown.

import {describe, expect, it, test} from 'vitest'
import type {Release} from '../../../src/core/release.ts'
import {facts, judge, release, said} from '../../support/judged-release.ts'

const of = (more: Partial<Release>) => ({release: facts({release: release(more)})})

describe('signature-invalid', () => {
  it('blocks a signature that does not hold; one that cannot be checked says nothing', () => {
    expect(judge({evidence: of({hasValidSignature: false})})).toMatchObject({
      verdict: 'block',
      findings: [{code: 'signature-invalid'}],
    })
    for (const hasValidSignature of [true, undefined]) expect(said({evidence: of({hasValidSignature})})).toEqual([])
  })

  it('blocks an attestation that is about something else; one that could not be checked says nothing', () => {
    const invalid = {kind: 'invalid', reason: 'was changed after it was signed'} as const
    expect(said({evidence: of({attested: invalid})})).toEqual([
      'signature-invalid: carries an attestation of how it was built that was changed after it was signed',
    ])
    expect(said({evidence: of({attested: {kind: 'unverified', reason: 'x'}})})).toEqual([])
  })

  it('is not excused by `allow`', () => {
    expect(judge({evidence: of({hasValidSignature: false}), lists: {allow: ['npm:foo']}}).verdict).toBe('block')
  })

  it('a missing signature is noted where the registry has keys', () => {
    expect(said({evidence: of({isUnsigned: true})})).toEqual([
      'facts-unknown: is not known in full: its registry has keys to sign with, and did not sign it',
    ])
  })
})

describe('deprecated', () => {
  it('notes the words of the author, on one line', () => {
    expect(judge({evidence: of({deprecated: 'use\n`bar` \u001B[31minstead'})})).toMatchObject({
      verdict: 'allow',
      findings: [{code: 'deprecated', message: 'is deprecated: use `bar` \\u{1b}[31minstead'}],
    })
  })

  it('names the successor that the name data has', () => {
    const suggestion = {
      name: 'bar',
      technique: 'x',
      sentence: 'follows it',
      score: 1,
      popularity: {kind: 'known'},
    } as const
    const remark = {code: 'deprecated', sentence: 'is given up'} as const
    const name = {verdict: 'ok', popularity: {kind: 'known'}, suggestions: [suggestion], remark} as const
    const both = judge({evidence: {...of({deprecated: 'old'}), name}})
    expect(both.findings.map(({message}) => message)).toEqual(['is deprecated: old'])
    expect(both.suggestions).toMatchObject([{name: 'bar'}])
    expect(said({evidence: {name}})).toEqual(['deprecated: is given up'])
  })
})

describe('security-placeholder', () => {
  test.for([
    ['0.0.1-security', 'npm', 1],
    ['0.0.1-security', undefined, 1],
    ['0.0.1-security.0', 'npm', 1],
    ['0.0.1-security', 'mallory', 0],
    ['1.0.0-security', 'npm', 0],
    ['0.0.1', 'npm', 0],
  ] as const)('%s of %s', ([version, publisher, count]) => {
    const {verdict, findings} = judge({evidence: of({version, publisher}), artifact: {specifier: version}})
    expect(verdict).toBe('allow')
    expect(findings.filter(({code}) => code === 'security-placeholder')).toHaveLength(count)
  })
})

describe('license', () => {
  const rules = {
    license: {action: 'ask', licenses: ['MIT', 'Apache-2.0', 'GPL-2.0-only WITH Classpath-exception-2.0']},
  } as const

  it('is off unless the policy says otherwise', () => {
    expect(said({evidence: of({license: 'Proprietary'})})).toEqual([])
    expect(said({evidence: of({license: 'Proprietary'}), rules: {license: {licenses: ['MIT']}}})).toEqual([])
    expect(said({evidence: of({license: 'Proprietary'}), rules: {license: 'ask'}})).toEqual([])
  })

  test.for([
    ['MIT', 0],
    ['mit', 0],
    ['(MIT OR GPL-3.0-only)', 0],
    ['MIT AND Apache-2.0', 0],
    ['MIT AND GPL-3.0-only', 1],
    ['(GPL-3.0-only OR (MIT AND (Apache-2.0)))', 0],
    ['GPL-2.0-only WITH Classpath-exception-2.0', 0],
    ['GPL-2.0-only', 1],
    ['MIT OR', 1],
    ['(MIT', 1],
    ['MIT)', 1],
    ['MIT Apache-2.0', 1],
    ['SEE LICENSE IN LICENSE.md', 1],
    ['UNLICENSED', 1],
  ] as const)('%s', ([license, count]) => {
    expect(said({evidence: of({license}), rules})).toHaveLength(count)
  })

  it('says that it does not know, where the registry leaves it out', () => {
    expect(said({evidence: of({license: undefined}), rules})).toEqual([
      'facts-unknown: is not known in full: its registry does not say what its licence is (not judged by license)',
    ])
  })
})

describe('facts-unknown', () => {
  it('is one note, whatever is missing, and says nothing about rules that are off', () => {
    const nothing = {release: {release: {version: '2.0.0'}}}
    const {verdict, findings} = judge({evidence: nothing})
    expect(verdict).toBe('allow')
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toBe(
      'is not known in full: its registry does not say when it was published, or when the package was first published, or whether it runs code at installation (not judged by too-new, publisher-changed, provenance-lost, dormant-then-active, new-package, install-script-added)',
    )
    const off = ['too-new', 'publisher-changed', 'provenance-lost', 'dormant-then-active', 'new-package']
    const rules = Object.fromEntries([...off, 'install-script-added'].map((code) => [code, 'off']))
    expect(said({evidence: nothing, rules})).toEqual([])
  })

  it('is what the policy makes of it', () => {
    expect(judge({evidence: {release: {release: {version: '2.0.0'}}}, rules: {'facts-unknown': 'block'}}).verdict).toBe(
      'block',
    )
  })
})

import {describe, expect, it} from 'vitest'
import type {Artifact} from '../../src/core/artifact.ts'
import type {Action} from '../../src/core/decision.ts'
import {evaluate} from '../../src/core/evaluate.ts'
import type {Evidence} from '../../src/core/evidence.ts'
import type {NameJudgement} from '../../src/core/name-judgement.ts'
import {builtInPolicy} from '../../src/core/policy/built-in.ts'
import type {EcosystemPolicy, Policy} from '../../src/core/policy/policy.ts'

const artifact: Artifact = {
  ecosystem: 'npm',
  requested: 'expresss',
  name: 'expresss',
  specifier: '',
  source: {kind: 'registry'},
  requestedIn: {kind: 'argv', index: 1},
}
const lookalike: NameJudgement = {
  verdict: 'lookalike',
  popularity: {kind: 'unlisted'},
  suggestions: [
    {
      name: 'express',
      technique: 'doubling',
      sentence: 'doubles',
      score: 1,
      popularity: {kind: 'downloads', perMonth: 9},
    },
  ],
}
const clean: Evidence = {name: {verdict: 'ok', popularity: {kind: 'known'}, suggestions: []}, silent: []}
const squat: Evidence = {name: lookalike, indexDate: '2026-11-01', silent: []}

function policyWith(code: string, action: Action): Policy {
  return withRules((rules) => new Map([...rules, [code, {action, origin: 'team.yaml'}]]))
}

function withRules(change: (rules: EcosystemPolicy['rules']) => EcosystemPolicy['rules']): Policy {
  const changed = (policy: EcosystemPolicy) => ({...policy, rules: change(policy.rules)})
  const {npm, pypi, docker} = builtInPolicy.ecosystems
  return {...builtInPolicy, ecosystems: {npm: changed(npm), pypi: changed(pypi), docker: changed(docker)}}
}

function decide(evidence: Evidence, policy = builtInPolicy, more: Partial<Artifact> = {}, unclear: string[] = []) {
  const gathered = [{artifact: {...artifact, ...more}, evidence}]
  const {ecosystem} = {...artifact, ...more}
  return evaluate({ecosystem, gathered, unclear: unclear.map((message) => ({message})), sources: []}, policy, 0)
}

describe('evaluate', () => {
  it('allows what no rule speaks about', () => expect(decide(clean).verdict).toBe('allow'))

  it('asks about a look-alike and carries its suggestion', () => {
    const {verdict, artifacts, data} = decide(squat)
    expect(verdict).toBe('ask')
    expect(artifacts[0]?.findings).toEqual([
      {code: 'name-lookalike', severity: 'ask', message: 'doubles', origin: 'built-in'},
    ])
    expect(artifacts[0]?.suggestions.map(({name}) => name)).toEqual(['express'])
    expect(data.indexDate).toBe('2026-11-01')
  })

  it.each([
    ['off', 'allow', 0],
    ['note', 'allow', 1],
    ['hold-back', 'ask', 1],
    ['ask', 'ask', 1],
    ['block', 'block', 1],
  ] as const)('gives a finding the action `%s` of the policy', (action, verdict, findings) => {
    const decision = decide(squat, policyWith('name-lookalike', action))
    expect(decision.verdict).toBe(verdict)
    expect(decision.artifacts[0]?.findings).toHaveLength(findings)
  })

  it('names the policy file that set the action', () => {
    expect(decide(squat, policyWith('name-lookalike', 'block')).artifacts[0]?.findings[0]?.origin).toBe('team.yaml')
  })

  it('lets the strictest finding win', () => {
    expect(decide({...clean, registryHost: lookalike}).verdict).toBe('block')
    expect(decide({...squat, registryHost: lookalike}).verdict).toBe('block')
  })

  it.each(['deprecated', 'removed'] as const)('notes a %s name once, with its successor', (code) => {
    const verdict = code === 'removed' ? 'unknown' : 'ok'
    const name: NameJudgement = {...lookalike, verdict, remark: {code, sentence: 'is retired'}}
    const decision = decide({...clean, name})
    expect(decision.verdict).toBe('allow')
    expect(decision.artifacts[0]?.findings).toEqual([
      {code: 'deprecated', severity: 'note', message: 'is retired', origin: 'built-in'},
    ])
    expect(decision.artifacts[0]?.suggestions.map((suggestion) => suggestion.name)).toEqual(['express'])
  })

  it.each([
    ['bare-address', 'registry-address'],
    ['unreadable', 'registry-unreadable'],
  ] as const)('asks about a registry host that is %s', (code, rule) => {
    const registryHost: NameJudgement = {
      ...lookalike,
      verdict: 'unknown',
      remark: {code, sentence: 'is odd'},
      suggestions: [],
    }
    const decision = decide({...clean, registryHost})
    expect(decision.verdict).toBe('ask')
    expect(decision.artifacts[0]?.findings.map((finding) => finding.code)).toEqual([rule])
  })

  it('asks where the policy does not know the rule at all', () => {
    expect(
      decide(
        squat,
        withRules(() => new Map()),
      ).verdict,
    ).toBe('ask')
  })

  it('is unclear when only an unread part wants a question', () => {
    expect(decide(clean, builtInPolicy, {}, ['reads a file']).verdict).toBe('unclear')
    expect(decide(squat, builtInPolicy, {}, ['reads a file']).verdict).toBe('ask')
    expect(decide(clean, policyWith('unclear', 'block'), {}, ['reads a file']).verdict).toBe('block')
  })

  it.each([
    ['git', {kind: 'git', url: 'git+https://u:p@git.example/a'}, 'ask', 'not-from-registry'],
    ['url', {kind: 'url', url: 'https://host.example/a.tgz'}, 'ask', 'not-from-registry'],
    ['directory', {kind: 'directory', path: '/a'}, 'allow', 'local-path'],
    ['file', {kind: 'file', path: '/a.tgz'}, 'allow', 'local-path'],
  ] as const)('judges a %s source by its kind', (_kind, source, verdict, code) => {
    const decision = decide({silent: []}, builtInPolicy, {source})
    expect(decision.verdict).toBe(verdict)
    expect(decision.artifacts[0]?.findings.map((finding) => finding.code)).toEqual([code])
    expect(JSON.stringify(decision.artifacts[0]?.findings)).not.toContain('u:p')
  })

  it('says nothing of folders that a manifest names', () => {
    const more = {
      source: {kind: 'directory', path: '/a'},
      requestedIn: {kind: 'manifest', path: '/package.json'},
    } as const
    expect(decide({silent: []}, builtInPolicy, more).artifacts[0]?.findings).toEqual([])
  })

  it.each([
    ['', undefined, 1],
    ['latest', undefined, 1],
    ['1.27', undefined, 0],
    ['', `sha256:${'0'.repeat(64)}`, 0],
  ])('notes the moving tag of an image `%s` with digest %s', (specifier, digest, count) => {
    const more = {ecosystem: 'docker', specifier, ...(digest ? {digest} : {})} as const
    expect(decide(clean, builtInPolicy, more).artifacts[0]?.findings).toHaveLength(count)
  })

  it('names the sources that did not answer', () => {
    expect(decide({silent: ['feed']}).silentSources).toEqual(['feed'])
  })

  it('moves the host, not the repository, of an image on a look-alike registry', () => {
    const host: NameJudgement = {...lookalike, suggestions: [{...lookalike.suggestions[0]!, name: 'ghcr.io'}]}
    const more = {ecosystem: 'docker', name: 'ghrc.io/acme/tool', specifier: 'v1'} as const
    const decision = decide({...clean, registryHost: host}, builtInPolicy, more)
    expect(decision.artifacts[0]?.suggestions[0]?.name).toBe('ghcr.io/acme/tool')
  })
})

// What the values of a policy do to a decision: allow, deny, internal, registries, exceptions, mode.

import {describe, expect, it, test} from 'vitest'
import type {Artifact} from '../../../src/core/artifact.ts'
import {evaluate} from '../../../src/core/evaluate.ts'
import type {Evidence} from '../../../src/core/evidence.ts'
import type {ConfiguredSource} from '../../../src/core/invocation.ts'
import type {Layer} from '../../../src/core/policy/layer.ts'
import {mergePolicies} from '../../../src/core/policy/merge.ts'
import type {PolicyDocument} from '../../../src/core/policy/schema.ts'
import {allRules} from '../../../src/core/rules/all-rules.ts'
import {layerOf} from '../../support/policy-documents.ts'

const LOOKALIKE: Evidence = {
  name: {
    verdict: 'lookalike',
    popularity: {kind: 'unlisted'},
    suggestions: [{name: 'express', technique: 'doubling', sentence: 'doubles', score: 1, popularity: {kind: 'known'}}],
  },
  silent: [],
}
const CLEAN: Evidence = {silent: []}
const NOON = Date.UTC(2026, 10, 24, 12)

function npm(name: string, specifier = '', source: Artifact['source'] = {kind: 'registry'}): Artifact {
  return {ecosystem: 'npm', requested: name, name, specifier, source, requestedIn: {kind: 'argv', index: 1}}
}

interface Given {
  readonly layers: readonly Layer[]
  readonly artifact: Artifact
  readonly evidence?: Evidence
  readonly sources?: readonly ConfiguredSource[]
  readonly now?: number
}

function judge({layers, artifact, evidence = CLEAN, sources = [], now = NOON}: Given) {
  const gathered = [{artifact, evidence}]
  const decision = evaluate({ecosystem: artifact.ecosystem, gathered, unclear: [], sources}, mergePolicies(layers), now)
  return {...decision, findings: decision.artifacts[0]?.findings ?? []}
}

function user(document: Omit<PolicyDocument, 'version'>): readonly Layer[] {
  return [layerOf('user', document)]
}

describe('allow', () => {
  const layers = user({allow: [{match: 'npm:expresss', reason: 'ours'}]})

  it('makes a note of what rules find, and says by what', () => {
    const {verdict, findings} = judge({layers, artifact: npm('expresss'), evidence: LOOKALIKE})
    expect(verdict).toBe('allow')
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'name-lookalike',
        severity: 'note',
        excused: {by: 'allow', match: 'npm:expresss', origin: '/user.yaml:1', reason: 'ours', from: 'ask'},
      }),
    ])
  })

  it('says nothing for versions that it does not surely cover', () => {
    const some = user({allow: ['npm:expresss@^1']})
    const verdicts = ['1.2.0', '2.0.0', '', '>=1'].map(
      (specifier) => judge({layers: some, artifact: npm('expresss', specifier), evidence: LOOKALIKE}).verdict,
    )
    expect(verdicts).toEqual(['allow', 'ask', 'ask', 'ask'])
  })

  it('does not excuse where a name comes from, nor what is denied', () => {
    const more = {...layers[0]!.document, internal: ['npm:expresss'], deny: ['npm:expresss']}
    const {findings} = judge({layers: user(more), artifact: npm('expresss')})
    expect(findings.map(({code, severity}) => [code, severity])).toEqual([
      ['denied', 'block'],
      ['dependency-confusion', 'block'],
    ])
  })

  it('of the user does not excuse from a rule that the team locked; of the team it does', () => {
    const locking = {rules: {'name-lookalike': {action: 'block', locked: true}}} as const
    const given = {artifact: npm('expresss'), evidence: LOOKALIKE}
    expect(judge({...given, layers: [layerOf('team', locking), ...layers]}).verdict).toBe('block')
    expect(judge({...given, layers: [layerOf('team', {...locking, allow: ['npm:expresss']})]}).verdict).toBe('allow')
  })
})

describe('deny', () => {
  const layers = user({deny: [{match: 'npm:left-pad@<1.3', reason: 'broken'}], allow: ['npm:*']})

  test.for([
    ['1.2.0', 'block'],
    ['1.3.0', 'allow'],
    ['', 'ask'],
    ['^1.0.0', 'ask'],
    ['^2.0.0', 'allow'],
  ] as const)('`left-pad@%s` of what is denied below 1.3: %s', ([specifier, verdict]) => {
    expect(judge({layers, artifact: npm('left-pad', specifier)}).verdict).toBe(verdict)
  })

  it('says why, and where that is written', () => {
    expect(judge({layers, artifact: npm('left-pad', '1.0.0')}).findings[0]).toEqual({
      code: 'denied',
      severity: 'block',
      message: 'is denied by `npm:left-pad@<1.3`: broken',
      origin: '/user.yaml:1',
    })
  })

  it('takes what is denied off the suggestions', () => {
    const given = {artifact: npm('expresss'), evidence: LOOKALIKE}
    expect(judge({...given, layers: []}).artifacts[0]?.suggestions).toHaveLength(1)
    expect(judge({...given, layers: user({deny: ['npm:express']})}).artifacts[0]?.suggestions).toEqual([])
  })
})

describe('internal', () => {
  const ACME = 'https://npm.acme.example/'
  const from = (registry: string) => ({kind: 'registry', registry}) as const
  const names = {internal: ['npm:@acme/*']}

  test.for<readonly [string, readonly string[], Artifact['source'], string]>([
    ['the default registry', [`npm:${ACME}`], {kind: 'registry'}, 'block'],
    ['the default registry, though it is listed', [`npm:${ACME}`, 'npm:default'], {kind: 'registry'}, 'block'],
    ['a listed registry', [`npm:${ACME}`], from(ACME), 'allow'],
    ['a path of a listed registry', [`npm:${ACME}`], from(`${ACME}npm/hosted`), 'allow'],
    ['a host that begins like a listed one', [`npm:${ACME}`], from('https://npm.acme.example.evil.example/'), 'block'],
    ['a listed host without encryption', [`npm:${ACME}`], from('http://npm.acme.example/'), 'block'],
    ['any registry where none is listed', [], from(ACME), 'block'],
    ['a tarball elsewhere under its name', [`npm:${ACME}`], {kind: 'url', url: 'https://evil.example/x.tgz'}, 'block'],
    ['a folder on this machine', [`npm:${ACME}`], {kind: 'directory', path: '/w/tool'}, 'allow'],
  ])('from %s', ([, registries, source, verdict]) => {
    const layers = user({...names, registries: [...registries]})
    expect(judge({layers, artifact: npm('@acme/tool', '', source)}).verdict).toBe(verdict)
  })

  it('is not vouched for by a registry that a project file lists', () => {
    const layers = [
      layerOf('user', {internal: ['npm:@acme/*']}),
      layerOf('project', {registries: ['npm:https://evil.example/']}),
    ]
    const artifact = npm('@acme/tool', '', from('https://evil.example/'))
    expect(judge({layers, artifact}).findings.map(({code}) => code)).toContain('dependency-confusion')
  })

  it('may name its own registry', () => {
    const layers = user({internal: [{match: 'npm:@acme/*', registry: `npm:${ACME}`}]})
    expect(judge({layers, artifact: npm('@acme/tool', '', from(ACME))}).verdict).toBe('allow')
    expect(judge({layers, artifact: npm('@acme/tool')}).verdict).toBe('block')
  })

  it('blocks what pip may take from any of several indexes', () => {
    const layers = user({internal: ['pypi:acme-*'], registries: ['pypi:https://pypi.acme.example/']})
    const artifact: Artifact = {...npm('acme-lib', '', from('https://pypi.acme.example/simple')), ecosystem: 'pypi'}
    const more = {setting: 'extra-index-url', value: 'https://***@other.example/simple', setBy: 'command line'}
    expect(judge({layers, artifact}).verdict).toBe('allow')
    expect(judge({layers, artifact, sources: [more]}).findings.map(({code}) => code)).toEqual([
      'dependency-confusion',
      'registry-not-allowed',
    ])
  })
})

describe('registries', () => {
  it('refuse every other registry, and say where the list is', () => {
    const layers = user({registries: ['npm:https://npm.acme.example/']})
    const {verdict, findings} = judge({layers, artifact: npm('express')})
    expect(verdict).toBe('block')
    expect(findings[0]?.message).toBe('would come from the default registry, which is not in the list at /user.yaml:1')
    expect(judge({layers: user({npm: {registries: ['default']}}), artifact: npm('express')}).verdict).toBe('allow')
  })

  it('of Docker are hosts, or parts of them', () => {
    const layers = user({docker: {registries: ['ghcr.io/acme', 'docker.io/library']}})
    const verdicts = ['ghcr.io/acme/tool', 'ghcr.io/acme-evil/tool', 'nginx', 'acme/tool'].map(
      (name) => judge({layers, artifact: {...npm(name, '1'), ecosystem: 'docker'}}).verdict,
    )
    expect(verdicts).toEqual(['allow', 'block', 'allow', 'block'])
  })

  it('of a project narrow those of the user', () => {
    const layers = [
      ...user({registries: ['npm:default', 'npm:https://a.example/']}),
      layerOf('project', {registries: ['npm:https://a.example/', 'npm:https://b.example/']}),
    ]
    const verdicts = [undefined, 'https://a.example/', 'https://b.example/'].map(
      (registry) =>
        judge({layers, artifact: npm('x', '', {kind: 'registry', ...(registry === undefined ? {} : {registry})})})
          .verdict,
    )
    expect(verdicts).toEqual(['block', 'allow', 'block'])
  })
})

describe('exceptions', () => {
  const exception = (rules: readonly ('name-lookalike' | 'name-unknown')[]) =>
    user({exceptions: [{match: 'npm:expresss', rules: [...rules], reason: 'known', expires: '2026-11-24'}]})
  const given = {artifact: npm('expresss'), evidence: LOOKALIKE}

  it('hold for the rules that they name, until their day is over', () => {
    expect(judge({...given, layers: exception(['name-lookalike'])}).verdict).toBe('allow')
    expect(judge({...given, layers: exception(['name-unknown'])}).verdict).toBe('ask')
    expect(judge({...given, layers: exception(['name-lookalike']), now: Date.UTC(2026, 10, 24, 23, 59)}).verdict).toBe(
      'allow',
    )
    expect(judge({...given, layers: exception(['name-lookalike']), now: Date.UTC(2026, 10, 25)}).verdict).toBe('ask')
  })

  it('are reported once they ended', () => {
    const {findings} = judge({...given, layers: exception(['name-lookalike']), now: Date.UTC(2027, 0)})
    expect(findings[1]).toEqual({
      code: 'exception-expired',
      severity: 'note',
      message: 'is no longer excused by `npm:expresss`, which ended on 2026-11-24',
      origin: '/user.yaml:1',
    })
  })
})

it('a policy that only observes lets everything pass and keeps what would have been', () => {
  const layers = user({mode: 'observe', deny: ['npm:expresss']})
  const {verdict, observed, findings} = judge({layers, artifact: npm('expresss'), evidence: LOOKALIKE})
  expect({verdict, observed}).toEqual({verdict: 'allow', observed: {verdict: 'block', origin: '/user.yaml:1'}})
  expect(findings.map(({severity}) => severity)).toEqual(['block', 'ask'])
})

it('every rule but `denied`, whose list is its setting, can be set by a policy', () => {
  const known = new Set(mergePolicies([]).ecosystems.npm.rules.keys())
  expect(allRules.map(({code}) => code).filter((code) => !known.has(code))).toEqual(['denied'])
})

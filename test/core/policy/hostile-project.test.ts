// The tricks of whoever writes the `.sallyport.yaml` of a repository that somebody clones: each against a person's policy, and
// what has to be left of that afterwards.

import {describe, expect, it, test} from 'vitest'
import type {Artifact} from '../../../src/core/artifact.ts'
import {judgeDataAge} from '../../../src/core/data-age.ts'
import {evaluate} from '../../../src/core/evaluate.ts'
import type {Evidence} from '../../../src/core/evidence.ts'
import {mergePolicies} from '../../../src/core/policy/merge.ts'
import type {PolicyDocument} from '../../../src/core/policy/schema.ts'
import {layerOf} from '../../support/policy-documents.ts'

type Said = Omit<PolicyDocument, 'version'>

const NOW = Date.UTC(2026, 10, 24, 12)
const LOOKALIKE: Evidence = {
  name: {verdict: 'lookalike', suggestions: [], popularity: {kind: 'unlisted'}},
  silent: [],
}
const ACME = 'https://npm.acme.example/'
const EVIL = 'https://evil.example/'

function npm(name: string, registry?: string): Artifact {
  const source = {kind: 'registry', ...(registry === undefined ? {} : {registry})} as const
  return {ecosystem: 'npm', requested: name, name, specifier: '', source, requestedIn: {kind: 'argv', index: 0}}
}

function verdictOf(user: Said, project: Said, artifact: Artifact, evidence: Evidence = {silent: []}) {
  const policy = mergePolicies([layerOf('user', user), layerOf('project', project)])
  const {ecosystem} = artifact
  return evaluate({ecosystem, gathered: [{artifact, evidence}], unclear: [], sources: []}, policy, NOW).verdict
}

const exception = (rule: 'name-lookalike' | 'dependency-confusion', expires = '2099-12-31') => ({
  match: 'npm:expresss',
  rules: [rule],
  reason: 'trust me',
  expires,
})

describe('a look-alike that the person would be asked about stays a question, whatever the clone says', () => {
  const ask = 'ask'
  test.for<readonly [string, Said]>([
    ['an exception', {exceptions: [exception('name-lookalike')]}],
    ['a name that is allowed', {allow: ['npm:expresss']}],
    ['everything allowed, in a section', {npm: {allow: ['*']}}],
    ['the rule off', {rules: {'name-lookalike': 'off'}}],
    [
      'the rule off in the section, strict outside',
      {rules: {'name-lookalike': 'block'}, npm: {rules: {'name-lookalike': 'off'}}},
    ],
    ['the rule a note, and locked', {rules: {'name-lookalike': {action: 'note', locked: true}}}],
    [
      'the rule locked where it is loose',
      {npm: {rules: {'name-lookalike': 'note'}}, locked: ['npm.rules.name-lookalike']},
    ],
    ['only observing', {mode: 'observe'}],
    ['only observing in the section, enforcing outside', {mode: 'enforce', npm: {mode: 'observe'}}],
    ['a file that is out of date', {expires: '2020-01-01', rules: {'name-lookalike': 'note'}}],
    ['a policy of its own for the team', {include: `${EVIL}policy.yaml`, allow: ['npm:*']}],
  ])('%s', ([, project]) => {
    expect(verdictOf({}, project, npm('expresss'), LOOKALIKE)).toBe(ask)
  })

  it('an exception of the person that ended, renewed by the clone', () => {
    const user = {exceptions: [exception('name-lookalike', '2026-11-23')]}
    expect(verdictOf(user, {exceptions: [exception('name-lookalike')]}, npm('expresss'), LOOKALIKE)).toBe(ask)
  })
})

describe('a name that the person calls internal comes from nowhere else', () => {
  const user: Said = {internal: ['npm:@acme/*'], registries: [`npm:${ACME}`]}
  test.for<readonly [string, Said]>([
    ['the evil registry is listed', {registries: [`npm:${EVIL}`]}],
    ['the evil registry is listed in the section', {npm: {registries: [EVIL]}}],
    ['the evil registry is listed beside the right one', {registries: [`npm:${ACME}`, `npm:${EVIL}`]}],
    ['the default registry is listed', {registries: ['npm:default']}],
    [
      'the name is internal once more, with the evil registry',
      {internal: [{match: 'npm:@acme/tool', registry: `npm:${EVIL}`}]},
    ],
    ['an exception to dependency confusion', {exceptions: [exception('dependency-confusion')]}],
    ['the rules off', {rules: {'dependency-confusion': 'off', 'registry-not-allowed': 'off'}}],
  ])('%s', ([, project]) => {
    expect(verdictOf(user, project, npm('@acme/tool', EVIL))).toBe('block')
    expect(verdictOf(user, project, npm('@acme/tool'))).toBe('block')
  })

  it('nor does a clone that lists a registry vouch for it where the person lists none', () => {
    const project: Said = {registries: [`npm:${EVIL}`]}
    expect(verdictOf({internal: ['npm:@acme/*']}, project, npm('@acme/tool', EVIL))).toBe('block')
  })
})

describe('the age of the names that the person allows', () => {
  const user: Said = {data: {'max-age-days': 7}}
  test.for<readonly [string, Said, Said]>([
    ['is not noted instead of asked', user, {data: {'when-older': 'note'}}],
    ['is not made longer', user, {data: {'max-age-days': 3650}}],
    ['nor both', user, {data: {'max-age-days': 3650, 'when-older': 'note'}}],
  ])('%s', ([, one, project]) => {
    const policy = mergePolicies([layerOf('user', one), layerOf('project', project)])
    expect(judgeDataAge({indexDate: '2026-11-01', feedDate: undefined}, policy, NOW)[0]?.verdict).toBe('ask')
  })

  it('of a team that locked it is not noted by a person either', () => {
    const team = layerOf('team', {data: {'max-age-days': 7}, locked: ['data']})
    const policy = mergePolicies([team, layerOf('user', {data: {'when-older': 'note'}})])
    expect(judgeDataAge({indexDate: '2026-11-01', feedDate: undefined}, policy, NOW)[0]?.verdict).toBe('ask')
    expect(policy.ignored).toMatchObject([{key: 'data.when-older', because: 'the file of the team locks it'}])
  })
})

describe('a version that is held back', () => {
  const actionOf = (user: Said, project: Said) =>
    mergePolicies([layerOf('user', user), layerOf('project', project)]).ecosystems.npm.rules.get('too-new')?.action

  it('is not asked about instead where nobody answers and questions pass', () => {
    expect(actionOf({unattended: 'allow'}, {rules: {'too-new': 'ask'}})).toBe('hold-back')
    expect(actionOf({npm: {unattended: 'allow'}}, {npm: {rules: {'too-new': 'ask'}}})).toBe('hold-back')
    expect(actionOf({unattended: 'allow'}, {rules: {'too-new': 'block'}})).toBe('block')
  })

  it('may be asked about where questions wait, also because the same file says so', () => {
    expect(actionOf({}, {rules: {'too-new': 'ask'}})).toBe('ask')
    expect(actionOf({unattended: 'allow'}, {unattended: 'block', rules: {'too-new': 'ask'}})).toBe('ask')
  })

  it('keeps its days when the clone turns the rule off, and turns it off for nobody', () => {
    const policy = mergePolicies([layerOf('project', {rules: {'too-new': {action: 'off', days: 0}}})])
    expect(policy.ecosystems.npm.rules.get('too-new')).toEqual(mergePolicies([]).ecosystems.npm.rules.get('too-new'))
    expect(policy.ignored.map(({value}) => value)).toEqual(['off', '0'])
  })
})

it('what a clone says in vain is all listed, however much stands on one line', () => {
  const {ignored} = mergePolicies([layerOf('project', {allow: ['npm:a', 'npm:b', 'npm:a'], npm: {allow: ['c']}})])
  expect(ignored.map(({value}) => value)).toEqual(['npm:a', 'npm:b', 'npm:c'])
})

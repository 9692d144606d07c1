// What is remembered of a release that a lockfile names, as the policy judges it.

import {expect, test} from 'vitest'
import {mergePolicies} from '../../src/core/policy/merge.ts'
import type {PolicyDocument} from '../../src/core/policy/schema.ts'
import type {Release, ReleaseFacts} from '../../src/core/release.ts'
import {policyJudge} from '../../src/gateway/policy-judge.ts'
import {daysAgo, NOW} from '../support/judged-release.ts'
import {layerOf} from '../support/policy-documents.ts'

function said(
  release: Partial<Release>,
  document: Omit<PolicyDocument, 'version'> = {},
  facts: Partial<ReleaseFacts> = {},
) {
  const judge = policyJudge({
    policy: mergePolicies([layerOf('user', document)]).ecosystems.npm,
    state: '',
    advisoriesOf: () => ({kind: 'none'}),
    nameOf: () => undefined,
    now: NOW,
  })
  const remembered = {release: {version: '1.0.0', integrity: 'sha512-a', ...release}, firstSeen: daysAgo(1), ...facts}
  const entry = {place: 'node_modules/foo', name: 'foo', version: '1.0.0', integrity: 'sha512-a'}
  const verdict = judge.judgeVersion('foo', undefined, '1.0.0', {entry, remembered})
  return verdict === undefined ? 'passes' : `${verdict.kind} ${verdict.findings.map(({code}) => code).join()}`
}

test.for<readonly [string, Parameters<typeof said>, string]>([
  ['as it was', [{publishedAt: daysAgo(400)}], 'passes'],
  ['of unknown age', [{}], 'passes'],
  ['another content', [{integrity: 'sha512-b'}], 'ask lockfile-poisoned'],
  [
    'another content, where an entry of `allow` has the name',
    [{integrity: 'sha512-b'}, {allow: ['npm:foo']}],
    'ask lockfile-poisoned',
  ],
  ['young', [{publishedAt: daysAgo(1)}], 'ask too-new'],
  ['young, and allowed', [{publishedAt: daysAgo(1)}, {allow: ['npm:foo']}], 'passes'],
  ['young, where the policy observes', [{publishedAt: daysAgo(1)}, {mode: 'observe'}], 'passes'],
  ['no younger than its package', [{}, {rules: {'too-new': 'block'}}, {packageModifiedAt: daysAgo(4)}], 'passes'],
  [
    'running scripts',
    [{installScripts: {postinstall: 'x'}}, {rules: {'install-scripts': 'block'}}],
    'block install-scripts',
  ],
  // What a memory leaves out the registry may well say.
  ['with little known', [{}, {rules: {'facts-unknown': 'ask'}}], 'passes'],
])('%s: %s', ([, given, expected]) => expect(said(...given)).toBe(expected))

// What the rules say of one release: `foo@2.0.0` of npm, on a fixed day.

import type {Artifact} from '../../src/core/artifact.ts'
import type {JudgedArtifact} from '../../src/core/decision.ts'
import type {Evidence} from '../../src/core/evidence.ts'
import {judgeArtifact} from '../../src/core/judge-artifact.ts'
import {mergePolicies} from '../../src/core/policy/merge.ts'
import type {PolicyDocument} from '../../src/core/policy/schema.ts'
import type {Release, ReleaseFacts} from '../../src/core/release.ts'
import {layerOf} from './policy-documents.ts'

export const NOW = Date.UTC(2026, 10, 24, 12)
export const DAY = 24 * 60 * 60 * 1000

export function daysAgo(days: number): number {
  return NOW - days * DAY
}

/** A release of which everything is known and nothing is to be said. */
export function release(more: Partial<Release> = {}): Release {
  return {
    version: '2.0.0',
    publishedAt: daysAgo(400),
    publisher: 'alice',
    installScripts: {},
    license: 'MIT',
    ...more,
  }
}

export function facts(more: Partial<ReleaseFacts> = {}): ReleaseFacts {
  return {release: release(), packageCreatedAt: daysAgo(2000), ...more}
}

export interface Given {
  readonly evidence?: Partial<Evidence>
  readonly rules?: PolicyDocument['rules']
  readonly lists?: Pick<PolicyDocument, 'allow' | 'deny' | 'exceptions'>
  readonly artifact?: Partial<Artifact>
}

export function judge({evidence = {}, rules = {}, lists = {}, artifact = {}}: Given): JudgedArtifact {
  const policy = mergePolicies([layerOf('user', {rules, ...lists})]).ecosystems.npm
  const whole: Artifact = {
    ecosystem: 'npm',
    requested: 'foo',
    name: 'foo',
    specifier: '2.0.0',
    source: {kind: 'registry'},
    requestedIn: {kind: 'argv', index: 1},
    ...artifact,
  }
  return judgeArtifact({artifact: whole, evidence: {silent: [], ...evidence}}, {policy, sources: [], now: NOW})
}

/** The findings as `code: message`. */
export function said(given: Given): readonly string[] {
  return judge(given).findings.map(({code, message}) => `${code}: ${message}`)
}

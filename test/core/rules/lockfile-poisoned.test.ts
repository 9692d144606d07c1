import {expect, it} from 'vitest'
import type {Artifact} from '../../../src/core/artifact.ts'
import {evaluate} from '../../../src/core/evaluate.ts'
import {builtInPolicy} from '../../../src/core/policy/built-in.ts'

const artifact: Artifact = {
  ecosystem: 'npm',
  requested: 'a@1.0.0',
  name: 'a',
  specifier: '1.0.0',
  source: {kind: 'registry'},
  requestedIn: {kind: 'lockfile', path: '/p/package-lock.json'},
}

function judge(locked: Artifact['locked']) {
  const gathered = [{artifact: {...artifact, ...(locked ? {locked} : {})}, evidence: {silent: []}}]
  return evaluate({ecosystem: 'npm', gathered, unclear: [], sources: []}, builtInPolicy, 0)
}

it('asks about an entry that something speaks against, in its words', () => {
  const {verdict, artifacts} = judge({place: 'node_modules/a', version: '1.0.0', doubt: 'has no integrity'})
  expect(verdict).toBe('ask')
  expect(artifacts[0]?.findings).toEqual([
    {code: 'lockfile-poisoned', severity: 'ask', message: 'has no integrity', origin: 'built-in'},
  ])
})

it('says nothing of an ordinary entry, and of what no lockfile pins', () => {
  expect(judge({place: 'node_modules/a', version: '1.0.0'}).verdict).toBe('allow')
  expect(judge(undefined).verdict).toBe('allow')
})

// A feed that falls silent between the judgement of a command and the start of its gateway.

import {rmSync} from 'node:fs'
import {expect, onTestFinished, test} from 'vitest'
import {npmJudge} from '../../src/commands/npm-judge.ts'
import {npmMemory} from '../../src/commands/npm-memory.ts'
import {openNameIndex} from '../../src/core/names/name-index.ts'
import {mergePolicies} from '../../src/core/policy/merge.ts'
import type {PolicyDocument} from '../../src/core/policy/schema.ts'
import {databasePath} from '../../src/reputation/cache/place.ts'
import {openDatabase} from '../../src/system/sqlite.ts'
import {indexOf, OLD_NAMES} from '../support/name-installation.ts'
import {layerOf} from '../support/policy-documents.ts'
import {cacheFolder, everyVersionOf, NOW, putFeed} from '../support/reputation-folder.ts'

interface Given {
  readonly folder: string
  readonly silentSources?: readonly string[]
  readonly rules?: PolicyDocument['rules']
}

/** What the judge of the gateway says of a version that the feed calls malicious. */
async function verdictOn({folder, silentSources = [], rules = {}}: Given) {
  const edge = {now: () => NOW, places: {cache: folder}, say: () => undefined}
  const memory = npmMemory(edge)
  onTestFinished(memory.close)
  const trip = {
    policy: mergePolicies([layerOf('user', {rules})]).ecosystems.npm,
    policyDigest: 'some',
    names: openNameIndex(indexOf(OLD_NAMES, '2026-11-20')),
    decision: {silentSources},
    edge,
  }
  const judge = await npmJudge(trip, memory)
  return judge.judgeVersion('evil', undefined, '1.0.0')
}

function fed(): string {
  const folder = cacheFolder()
  putFeed(folder, 'npm', {evil: [everyVersionOf('MAL-1')]})
  return folder
}

function locked(): string {
  const folder = fed()
  const owner = openDatabase(databasePath(folder))
  owner.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE')
  onTestFinished(() => owner.close())
  return folder
}

function gone(): string {
  const folder = fed()
  rmSync(databasePath(folder))
  return folder
}

test('a feed that answers blocks', async () => {
  expect(await verdictOn({folder: fed()})).toMatchObject({kind: 'block', findings: [{code: 'malware-known'}]})
})

test.each([
  ['locked', locked, 'another process has it for itself'],
  ['gone', gone, 'any more'],
])('one that is %s meanwhile: every version is asked about', async (_what, broken, reason) => {
  expect(await verdictOn({folder: broken()})).toMatchObject({
    kind: 'ask',
    findings: [{code: 'unclear', message: expect.stringContaining(reason)}],
    evidence: {silent: ['advisories']},
  })
})

test('as the policy has it: blocked, or let pass', async () => {
  const folder = gone()
  expect(await verdictOn({folder, rules: {unclear: 'block'}})).toMatchObject({kind: 'block'})
  expect(await verdictOn({folder, rules: {unclear: 'note'}})).toBeUndefined()
})

test('where the command was asked about for that already, nothing is asked again', async () => {
  expect(await verdictOn({folder: gone(), silentSources: ['advisories']})).toBeUndefined()
})

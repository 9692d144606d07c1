import {expect, test} from 'vitest'
import type {RegistryKey} from '../../src/core/packument/registry-keys.ts'
import {keySource} from '../../src/gateway/registry-keys.ts'
import {mergeKeys, readKeptKeys, writeKeptKeys} from '../../src/reputation/signatures/kept-keys.ts'
import type {RegistryAnswer} from '../../src/reputation/signatures/registry-request.ts'
import {noMemory} from '../support/no-memory.ts'
import {signingRegistry} from '../support/signing-registry.ts'

const NOW = Date.UTC(2026, 10, 24)
const HOUR = 60 * 60 * 1000
const REGISTRY = 'https://ann:secret@npm.acme.example/api/npm/'
const [first, second, forged] = ['SHA256:1', 'SHA256:2', 'SHA256:1'].map((id) => signingRegistry(id).key) as [
  RegistryKey,
  RegistryKey,
  RegistryKey,
]

/** A registry and a memory that stays, at any time. */
function world(answers: readonly (RegistryAnswer | undefined)[]) {
  const left = [...answers]
  const notes = new Map<string, string>()
  const said: string[] = []
  let asked = 0
  const source = (now: number) =>
    keySource({
      requestsTo: () => async () => {
        asked++
        return left.shift()
      },
      memory: async () => ({
        ...noMemory,
        note: (key) => notes.get(key),
        remember: (key, value) => void notes.set(key, value),
      }),
      now,
      onSilence: (registry) => said.push(registry),
    })
  return {source, notes, said, asked: () => asked}
}

const serving = (...keys: readonly RegistryKey[]): RegistryAnswer => ({status: 200, text: JSON.stringify({keys})})
const idsOf = (keys: readonly RegistryKey[]): readonly string[] => keys.map(({keyid}) => keyid)

test('keys are asked for once in a run and once a day, and no credential is kept', async () => {
  const {source, asked, notes} = world([serving(first), serving(first, second)])
  const keys = source(NOW)
  expect(await Promise.all([keys.of(REGISTRY), keys.of(REGISTRY)])).toEqual([[first], [first]])
  expect(await source(NOW + 23 * HOUR).of(REGISTRY)).toEqual([first])
  expect(asked()).toBe(1)
  expect(await source(NOW + 25 * HOUR).of(REGISTRY)).toEqual([first, second])
  expect(asked()).toBe(2)
  expect(JSON.stringify([...notes])).not.toContain('secret')
})

test('that there are none is remembered for a day, and silence for an hour; silence is said', async () => {
  const none = world([{status: 404, text: ''}])
  for (const hours of [0, 23]) expect(await none.source(NOW + hours * HOUR).of(REGISTRY)).toEqual([])
  expect([none.asked(), none.said]).toEqual([1, []])
  const silent = world([undefined, {status: 503, text: ''}])
  for (const minutes of [0, 50, 70]) expect(await silent.source(NOW + minutes * 60_000).of(REGISTRY)).toEqual([])
  expect([silent.asked(), silent.said]).toEqual([2, [REGISTRY, REGISTRY]])
})

test.for<readonly [string, RegistryAnswer | undefined]>([
  ['says nothing', undefined],
  ['says that it has none', {status: 404, text: ''}],
  ['serves another under the name', serving(forged)],
])('a key that is known counts still when its registry %s', async ([, answer]) => {
  const {source} = world([serving(first), answer])
  await source(NOW).of(REGISTRY)
  expect(await source(NOW + 25 * HOUR).of(REGISTRY)).toEqual([first])
})

test.for([
  ['is of another clock', JSON.stringify({until: NOW + 1000 * HOUR, keys: []})],
  ['is none of ours', '{"keys'],
])('a note that %s is not believed', async ([, note]) => {
  const {source, notes, asked} = world([serving(first)])
  notes.set('keys https://npm.acme.example/api/npm/', note ?? '')
  expect(idsOf(await source(NOW).of(REGISTRY))).toEqual(['SHA256:1'])
  expect(asked()).toBe(1)
})

test('an end that a registry gives a key holds from then on, and is not taken back', () => {
  const ended = mergeKeys([first], [{...first, expires: NOW}])
  expect(ended).toEqual([{...first, expires: NOW}])
  expect(mergeKeys(ended, [first])).toEqual(ended)
  expect(mergeKeys(ended, [{...first, expires: NOW + 1}])).toEqual(ended)
})

test('kept keys come back as they were', () => {
  const kept = {until: NOW, keys: [first, {...second, expires: NOW}]}
  expect(readKeptKeys(writeKeptKeys(kept))).toEqual(kept)
})

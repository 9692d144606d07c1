import {expect, test} from 'vitest'
import type {InstalledPackage, Provenance} from '../../src/core/registry-detour.ts'
import {coverageOf} from '../../src/gateway/coverage.ts'

function one(name: string, provenance: Provenance = 'registry', version = '1.0.0'): InstalledPackage {
  return {place: `node_modules/${name}`, name, version, provenance, address: ''}
}
const locked = (name: string) => ({name, version: '1.0.0', address: '', via: [], place: ''})

test.each<[string, Partial<Parameters<typeof coverageOf>[0]>, [judged: number, total: number, ways: string]]>([
  ['judged in this run', {installed: [one('a')], judged: new Set(['a'])}, [1, 1, '']],
  ['by the lockfile', {installed: [one('a')], locked: [locked('a')]}, [1, 1, '']],
  ["from npm's cache under the gateway's address", {installed: [one('a')]}, [1, 1, '']],
  ['there before, and nobody judged it', {installed: [one('a')], before: [one('a')]}, [0, 0, '']],
  ['there before, and judged', {installed: [one('a')], before: [one('a')], judged: new Set(['a'])}, [1, 1, '']],
  ['there before in another version', {installed: [one('a')], before: [one('a', 'registry', '0.9.0')]}, [1, 1, '']],
  ['git, whatever the name', {installed: [one('a', 'git')], judged: new Set(['a'])}, [0, 1, 'git']],
  ['bundled, though the lockfile has it', {installed: [one('a', 'bundle')], locked: [locked('a')]}, [0, 1, 'bundle']],
  ['a git dependency that stayed', {installed: [one('a', 'git')], before: [one('a', 'git')]}, [0, 0, '']],
  ['an inner lockfile', {installed: [one('a', 'inner-lockfile')]}, [0, 1, 'inner-lockfile']],
  ['the same through the gateway', {installed: [one('a', 'inner-lockfile')], judged: new Set(['a'])}, [1, 1, '']],
])('%s', (_, run, [judged, total, ways]) => {
  const found = coverageOf({installed: [], before: [], locked: [], judged: new Set(), ...run})
  expect([found.judged, found.total, [...found.unjudged.keys()].join()]).toEqual([judged, total, ways])
})

// A policy of two thousand entries, spread over the lists, and an install of fifteen hundred artifacts that meets some of them.

import type {Gathered} from '../../src/core/evidence.ts'

export const ENTRIES = 2000
export const ARTIFACTS = 1500
const EACH = ENTRIES / 5
const OWN_REGISTRY = 'https://npm.acme.example/'

/** As people write patterns: most of whole names with a range, some of scopes and beginnings. */
function pattern(list: string, index: number): string {
  const shapes = [`npm:@${list}-${index}/*`, `npm:${list}${index}-*`, `npm:@${list}/name-${index}@<1.3`]
  return shapes[index % 10] ?? `npm:${list}-${index}@<2`
}

function listOf(list: string, entry: (index: number) => string): string {
  return `${list}:\n${Array.from({length: EACH}, (_, index) => `  - ${entry(index)}\n`).join('')}`
}

export const largePolicy: string = [
  'version: 1\n',
  listOf('deny', (index) => `'${pattern('deny', index)}'`),
  listOf('allow', (index) => `{match: '${pattern('allow', index)}', reason: ours, expires: 2099-12-31}`),
  listOf(
    'internal',
    (index) => `{match: '${pattern('internal', index).replace(/@<.*/, '')}', registry: 'npm:${OWN_REGISTRY}'}`,
  ),
  listOf('registries', (index) => (index === 0 ? 'npm:default' : `'npm:https://npm-${index}.acme.example/hosted/'`)),
  listOf(
    'exceptions',
    (index) =>
      `{match: '${pattern('exceptions', index)}', rules: [name-lookalike], reason: known, expires: 2099-12-31}`,
  ),
  `npm: {registries: ['${OWN_REGISTRY}']}\n`,
].join('')

/** Of each hundred: five internal, two allowed, two excepted, one whose name is denied in other versions. */
function nameOf(index: number): {readonly name: string; readonly kind: 'internal' | 'excused' | 'plain'} {
  const entry = 10 * (index % 37) + 5
  const place = index % 100
  if (place < 5) return {name: `internal-${entry}`, kind: 'internal'}
  if (place < 7) return {name: `allow-${entry}`, kind: 'excused'}
  if (place < 9) return {name: `exceptions-${entry}`, kind: 'excused'}
  if (place < 10) return {name: `deny-${entry}`, kind: 'plain'}
  return {name: index % 3 === 0 ? `@scope-${index}/tool` : `name-${index}`, kind: 'plain'}
}

/** Exact versions of a lockfile, with the evidence gathered. */
export const install: readonly Gathered[] = Array.from({length: ARTIFACTS}, (_, index): Gathered => {
  const {name, kind} = nameOf(index)
  const source =
    kind === 'internal' ? ({kind: 'registry', registry: OWN_REGISTRY} as const) : ({kind: 'registry'} as const)
  const specifier = name.startsWith('deny') ? '3.1.4' : '1.2.3'
  const verdict = kind === 'excused' ? 'lookalike' : 'ok'
  return {
    artifact: {
      ecosystem: 'npm',
      requested: name,
      name,
      specifier,
      source,
      requestedIn: {kind: 'lockfile', path: '/p/package-lock.json'},
    },
    evidence: {
      name: {verdict, suggestions: [], popularity: {kind: 'unlisted'}},
      indexDate: '2026-11-01',
      silent: [],
    },
  }
})

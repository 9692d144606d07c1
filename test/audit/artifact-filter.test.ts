import {describe, expect, test} from 'vitest'
import {artifactFilter} from '../../src/audit/artifact-filter.ts'
import type {AuditRecord} from '../../src/audit/audit-record.ts'
import {wantedArtifacts} from '../../src/core/wanted-artifacts.ts'

const JUDGED: AuditRecord = {
  schema: 'sallyport/audit/2',
  sequence: 1,
  time: '2026-11-23T00:00:00.000Z',
  user: 'dev',
  cwd: '/project',
  tool: 'npm',
  argv: ['install'],
  rewrittenArgv: null,
  verdict: 'allow',
  answer: 'not asked',
  findings: [],
  artifacts: [],
  coverage: {judged: 1, unjudged: 0},
  policy: 'built-in',
}

function hits(wanted: string, change: Partial<AuditRecord>): readonly string[] {
  const read = wantedArtifacts(wanted)
  if (read.kind === 'invalid') throw new Error(read.reason)
  return artifactFilter(read.patterns)({...JUDGED, ...change}).map(({shown, certainty}) => `${certainty} ${shown}`)
}

/** Wanted, recorded, and what is found: `certain`, `possible` or nothing. */
const CASES: readonly (readonly [wanted: string, recorded: string, found: string | undefined])[] = [
  ['npm:left-pad@<1.3', 'pkg:npm/left-pad@1.2.0', 'certain'],
  ['npm:left-pad@<1.3', 'pkg:npm/left-pad@1.3.0', undefined],
  ['npm:left-pad@<1.3', 'pkg:npm/left-pad', 'possible'],
  ['npm:left-pad', 'pkg:npm/left-pad@1.3.0', 'certain'],
  ['npm:left-pad', 'pkg:npm/left-pad-evil@1.3.0', undefined],
  ['npm:left-pad', 'pkg:pypi/left-pad@1.3.0', undefined],
  ['left-pad', 'pkg:npm/left-pad@1.3.0', 'certain'],
  ['left-pad', 'pkg:pypi/left-pad@1.3.0', 'certain'],
  ['left-pad@1.3.0', 'pkg:npm/left-pad@1.3.0', 'certain'],
  ['@acme/tool', 'pkg:npm/%40acme/tool@1.0.0', 'certain'],
  ['npm:@acme/*', 'pkg:npm/%40acme/tool@1.0.0', 'certain'],
  ['npm:@acme/*', 'pkg:npm/%40acme-evil/tool@1.0.0', undefined],
  ['npm:acme-*', 'pkg:npm/acme-lib', 'certain'],
  ['npm:*', 'pkg:npm/anything', 'certain'],
  ['npm:JSONStream', 'pkg:npm/jsonstream@1.0.0', 'certain'],
  ['pkg:npm/%40acme/tool@1.0.0', 'pkg:npm/%40acme/tool@1.0.0', 'certain'],
  ['pkg:npm/%40acme/tool@1.0.0', 'pkg:npm/%40acme/tool@1.0.1', undefined],
  ['pypi:Django@<4.2', 'pkg:pypi/django@4.1', 'certain'],
  ['pypi:Django@<4.2', 'pkg:pypi/django@4.2', undefined],
  ['pkg:pypi/django@4.2', 'pkg:pypi/django@4.2', 'certain'],
  ['docker:nginx', 'pkg:docker/nginx@1.27', 'certain'],
  ['docker:nginx:1.27', 'pkg:docker/nginx@1.27', 'certain'],
  ['docker:nginx:1.27', 'pkg:docker/nginx@1.9', undefined],
  ['nginx', 'pkg:docker/library/nginx@1.27', 'certain'],
  ['docker:ghcr.io/acme/*', 'pkg:docker/acme/tool@1?repository_url=ghcr.io', 'certain'],
  ['docker:ghcr.io/acme/*', 'pkg:docker/acme/tool@1', undefined],
  [`docker:nginx@sha256:${'a'.repeat(64)}`, `pkg:docker/nginx@sha256:${'a'.repeat(64)}`, 'certain'],
  [`docker:nginx@sha256:${'a'.repeat(64)}`, `pkg:docker/nginx@sha256:${'b'.repeat(64)}`, undefined],
  [`pkg:docker/nginx@sha256:${'a'.repeat(64)}`, `pkg:docker/nginx@sha256:${'a'.repeat(64)}`, 'certain'],
]

test.for(CASES)('%s in a log with %s: %s', ([wanted, recorded, found]) => {
  expect(hits(wanted, {artifacts: [recorded]})).toEqual(found === undefined ? [] : [`${found} ${recorded}`])
})

describe('records that hold facts about artifacts', () => {
  const facts = (change: object) => ({
    artifacts: [
      {ecosystem: 'npm', name: 'left-pad', specifier: '^1.2', purl: 'pkg:npm/left-pad', integrity: 'x', ...change},
    ],
  })

  test('are asked by what was asked for', () => {
    expect(hits('npm:left-pad@<1.3', facts({}))).toEqual(['possible pkg:npm/left-pad ^1.2'])
    expect(hits('npm:left-pad@>=1.2 <2', facts({}))).toEqual(['certain pkg:npm/left-pad ^1.2'])
    expect(hits('npm:left-pad@<1', facts({}))).toEqual([])
    expect(hits('npm:JSONStream', facts({name: 'JSONStream', purl: null, specifier: ''}))).toEqual([
      'certain JSONStream',
    ])
    expect(hits('nginx', facts({ecosystem: 'docker', name: 'nginx', specifier: '1.27', purl: null}))).toEqual([
      'certain nginx 1.27',
    ])
  })

  test.for([
    null,
    5,
    [],
    {},
    {ecosystem: 'npm'},
    {ecosystem: 'npm', name: 5, specifier: ''},
    {ecosystem: 'npm', name: '', specifier: ''},
    {ecosystem: 'constructor', name: 'left-pad', specifier: ''},
    'left-pad',
    'pkg:golang/left-pad',
    'pkg:npm/',
  ])('of which %j is none', (element) => {
    expect(hits('npm:*', {artifacts: [element]})).toEqual([])
  })
})

test('a command that ran unjudged is asked by its words, one that was stopped is not', () => {
  const words = {argv: ['install', 'left-pad@1.2.0', 'express'], coverage: null, verdict: null} as const
  expect(hits('npm:left-pad@<1.3', {...words, answer: 'bypassed'})).toEqual(['possible left-pad@1.2.0'])
  expect(hits('npm:left-pad@<1.3', {...words, answer: 'could not decide'})).toEqual([])
  expect(hits('npm:left-pad', {argv: ['install', 'left-pad', 'x'], shortened: true})).toEqual(['possible left-pad'])
  expect(hits('npm:left-pad', {argv: ['install', 'left-pad'], artifacts: ['pkg:npm/express']})).toEqual([])
})

test.for([
  ['npm:', /has `` in the place of an npm name/],
  ['npm:@*', /inside the scope/],
  ['npm:left-pad@nonsense range', /no semver range/],
  ['pypi:django@1.x.y', /no PEP 440 specifier/],
  ['docker:nginx*:x*', /./],
  ['pkg:golang/x', /is no package URL of npm, pypi or docker/],
  ['pkg:', /is no package URL/],
  ['', /./],
] as const)('nobody can ask for %j', ([text, reason]) => {
  expect(wantedArtifacts(text)).toMatchObject({kind: 'invalid', reason: expect.stringMatching(reason)})
})

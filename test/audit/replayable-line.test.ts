// Lines of the audit log as they are written, and as they are read to be judged again.

import fc from 'fast-check'
import {describe, expect, it, test} from 'vitest'
import {type AuditEntry, auditLine} from '../../src/audit/audit-entry.ts'
import {readLoggedLine} from '../../src/audit/logged-command.ts'
import type {Artifact} from '../../src/core/artifact.ts'
import {evaluate} from '../../src/core/evaluate.ts'
import type {Evidence} from '../../src/core/evidence.ts'
import {builtInPolicy} from '../../src/core/policy/built-in.ts'
import {logLine} from '../support/log-line.ts'
import {EXPRESSS} from '../support/lookalike-evidence.ts'

const TIME = Date.UTC(2026, 10, 23)
const LOCKFILE = '/home/ann/projects/shop/package-lock.json'

function artifactOf(name: string, specifier = '1.0.0'): Artifact {
  const requestedIn = {kind: 'lockfile', path: LOCKFILE} as const
  return {ecosystem: 'npm', requested: `${name}@${specifier}`, name, specifier, source: {kind: 'registry'}, requestedIn}
}

const CLEAN: Evidence = {
  name: {verdict: 'ok', suggestions: [], popularity: {kind: 'downloads', perMonth: 1e6}},
  indexDate: '2026-11-01',
  silent: [],
}
const SQUAT: Evidence = {
  ...CLEAN,
  name: EXPRESSS,
}

function entryOf(artifacts: readonly Artifact[], more: Partial<AuditEntry> = {}, evidence = CLEAN): AuditEntry {
  const gathered = artifacts.map((artifact) => ({artifact, evidence}))
  const unclear = [{message: 'reads a file'}]
  const sources = [{setting: 'registry', value: 'https://npm.acme.example/', setBy: '/home/ann/.npmrc'}]
  const decision = evaluate({ecosystem: 'npm', gathered, unclear, sources}, builtInPolicy, TIME)
  const command = {user: 'ann', cwd: '/home/ann', tool: 'npm', argv: ['ci'], rewrittenArgv: null} as const
  return {...command, time: TIME, answer: 'not asked', policy: 'built-in', decision, ...more}
}

const parsed = (entry: AuditEntry): Record<string, unknown> => JSON.parse(logLine(entry)) as Record<string, unknown>
const many = (count: number, name: (index: number) => string) =>
  Array.from({length: count}, (_, index) => artifactOf(name(index)))

describe('a line', () => {
  it('says of each artifact its ecosystem, name, version and package URL, and what it was judged by', () => {
    const typed: Artifact = {...artifactOf('expresss', '^4'), requestedIn: {kind: 'argv', index: 1}}
    expect(parsed(entryOf([typed], {}, SQUAT))).toMatchObject({
      ecosystem: 'npm',
      artifacts: [
        {
          ecosystem: 'npm',
          name: 'expresss',
          specifier: '^4',
          purl: 'pkg:npm/expresss',
          in: {argv: 1},
          resembles: [{name: 'express', technique: 'doubling'}],
          'index-date': '2026-11-01',
        },
      ],
      unclear: ['reads a file'],
      sources: [{setting: 'registry', value: 'https://npm.acme.example/', setBy: '/home/ann/.npmrc'}],
    })
  })

  it('of 1,500 artifacts is whole: what they have in common is said once', () => {
    const entry = entryOf(many(1500, (index) => `@some-scope/some-package-${index}`))
    const line = auditLine(entry)
    expect(line.length).toBeLessThan(256 * 1024)
    const {artifacts, usual, shortened} = JSON.parse(line) as {artifacts: unknown[]; usual: unknown; shortened: unknown}
    expect(usual).toEqual({in: {lockfile: LOCKFILE}, 'index-date': '2026-11-01'})
    expect(Object.keys(artifacts[7] as object)).toEqual(['ecosystem', 'name', 'specifier', 'purl'])
    expect(shortened).toBeUndefined()
    const read = readLoggedLine(parsed(entry))
    expect(read.kind === 'command' && read.judgeable.gathered).toHaveLength(1500)
  })

  it('that is too long keeps as many names and versions as there is room for, and says that it is shortened', () => {
    const line = auditLine(entryOf(many(5000, (index) => `@some-scope/some-package-${index}`)))
    expect(line.length).toBeLessThanOrEqual(256 * 1024)
    expect(line.length).toBeGreaterThan(255 * 1024)
    const {artifacts, ...rest} = JSON.parse(line) as {artifacts: unknown[]}
    expect(artifacts.length).toBeGreaterThan(1500)
    expect(artifacts[0]).toEqual({
      ecosystem: 'npm',
      name: '@some-scope/some-package-0',
      specifier: '1.0.0',
      purl: 'pkg:npm/%40some-scope/some-package-0@1.0.0',
    })
    expect(rest).toMatchObject({shortened: true, coverage: {judged: 5000}})
  })

  it('that is too long keeps what stopped the command, whatever a hostile lockfile puts in front of it', () => {
    const noise = many(3000, (index) => (index % 2 === 0 ? 'x'.repeat(5000) : `\u202E${index}`.repeat(50)))
    const gathered = [
      ...noise.map((artifact) => ({artifact, evidence: CLEAN})),
      {artifact: artifactOf('expresss'), evidence: SQUAT},
    ]
    const decision = evaluate({ecosystem: 'npm', gathered, unclear: [], sources: []}, builtInPolicy, TIME)
    const line = auditLine(entryOf([], {decision}))
    expect(line.length).toBeLessThanOrEqual(256 * 1024)
    expect(JSON.parse(line)).toMatchObject({
      shortened: true,
      findings: [{requested: 'expresss@1.0.0', code: 'name-lookalike'}],
      artifacts: expect.arrayContaining([expect.objectContaining({name: 'expresss'})]),
    })
  })
})

describe('a line read again', () => {
  it('is the command, what became of it, and all that it was judged by', () => {
    const read = readLoggedLine(parsed(entryOf([artifactOf('expresss')], {answer: 'confirmed'}, SQUAT)))
    expect(read).toMatchObject({
      kind: 'command',
      time: TIME,
      cwd: '/home/ann',
      outcome: 'ask',
      hasRun: true,
      stoppedBy: [
        {code: 'name-lookalike', severity: 'ask', origin: 'built-in'},
        {code: 'unclear', severity: 'ask', origin: 'built-in'},
      ],
      judgeable: {ecosystem: 'npm', gatheredAt: TIME, unclear: [{message: 'reads a file'}]},
    })
  })

  const line = parsed(entryOf([artifactOf('express')]))
  const OLD = {...line, artifacts: ['pkg:npm/express'], ecosystem: undefined, unclear: undefined, sources: undefined}

  test.for<readonly [string, unknown, string]>([
    ['of an older version', OLD, 'older'],
    ['that is shortened', {...line, shortened: true}, 'shortened'],
    ['of a command that was not judged', parsed(entryOf([], {decision: undefined, answer: 'bypassed'})), 'not-judged'],
    ['with a fact of a newer version', {...line, artifacts: [{ecosystem: 'npm', name: 'x', born: 1}]}, 'unreadable'],
    ['with a verdict that is none', {...line, verdict: 'maybe'}, 'unreadable'],
    ['of another kind', {...line, schema: 'sallyport/decision/1'}, 'unreadable'],
    ['without a time', {...line, time: 'yesterday'}, 'unreadable'],
    ['that is a number', 7, 'unreadable'],
    ['that is nothing', undefined, 'unreadable'],
    ['with an artifact that is none', {...line, artifacts: [null]}, 'unreadable'],
    ['with a common name', {...line, usual: {name: 'x'}}, 'unreadable'],
    ['with a common part that is none', {...line, usual: 'all'}, 'unreadable'],
  ])('%s is not judged again, and says why', ([, json, kind]) => {
    expect(readLoggedLine(json)).toMatchObject({kind, reason: expect.any(String)})
  })

  it('that is made to grow, by keys that every artifact has, is refused at once', () => {
    const usual = Object.fromEntries(Array.from({length: 50_000}, (_, index) => [`k${index}`, index]))
    const artifacts = Array.from({length: 150_000}, () => ({}))
    expect(readLoggedLine({...line, usual, artifacts})).toMatchObject({kind: 'unreadable'})
  })

  it('of which any part was changed is a command, or says why it is none', () => {
    const kinds = ['command', 'not-judged', 'older', 'shortened', 'unreadable']
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(line), 'usual', '__proto__'), fc.jsonValue(), (key, value) => {
        expect(kinds).toContain(readLoggedLine(JSON.parse(JSON.stringify({...line, [key]: value}))).kind)
        expect(kinds).toContain(readLoggedLine(value).kind)
      }),
    )
  })
})

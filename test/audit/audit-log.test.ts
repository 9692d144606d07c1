import {mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {type AuditEntry, auditLine} from '../../src/audit/audit-entry.ts'
import {AuditLogError, appendAuditEntry} from '../../src/audit/audit-log.ts'
import type {Artifact} from '../../src/core/artifact.ts'
import type {Decision} from '../../src/core/decision.ts'
import {evaluate} from '../../src/core/evaluate.ts'
import {builtInPolicy} from '../../src/core/policy/built-in.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sallyport-audit-'))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

const entry: AuditEntry = {
  time: Date.UTC(2026, 10, 23),
  user: 'dev',
  cwd: '/project',
  tool: 'npm',
  argv: ['install', 'git+https://u:secret@git.example/a', '--//h.example/:_authToken=npm_secret'],
  rewrittenArgv: null,
  answer: 'not asked',
  decision: undefined,
  policy: 'built-in',
}

describe('appendAuditEntry', () => {
  it('writes one JSON line a command, for this user alone', () => {
    const state = join(folder, 'deep', 'state')
    appendAuditEntry(state, entry)
    appendAuditEntry(state, {...entry, answer: 'refused by person', because: 'enter'})
    const lines = readFileSync(join(state, 'audit.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toHaveLength(2)
    expect(lines[0]).toMatchObject({time: '2026-11-23T00:00:00.000Z', user: 'dev', tool: 'npm', answer: 'not asked'})
    expect(lines[1]).toMatchObject({answer: 'refused by person', because: 'enter'})
    expect(statSync(state).mode & 0o777).toBe(0o700)
    expect(statSync(join(state, 'audit.jsonl')).mode & 0o777).toBe(0o600)
  })

  it('writes no credential: not of the command, nor of what is said about it', () => {
    const artifact: Artifact = {
      ecosystem: 'npm',
      requested: 'git+https://u:secret@git.example/a',
      name: '',
      specifier: '',
      source: {kind: 'git', url: 'git+https://u:secret@git.example/a'},
      requestedIn: {kind: 'argv', index: 1},
    }
    const finding = {code: 'unclear', severity: 'ask', message: '`https://u:secret@x.example` is not read', origin: 'x'}
    const gathered = [{artifact, evidence: {silent: []}}]
    const decision = {
      ...evaluate({ecosystem: 'npm', gathered, unclear: [], sources: []}, builtInPolicy, 0),
      unclear: [{unclear: {message: finding.message}, verdict: 'ask', finding}],
    } as Decision
    const because = '`https://u:secret@x.example/?token=secret` cannot be read'
    appendAuditEntry(folder, {...entry, rewrittenArgv: entry.argv, because, decision})
    const text = readFileSync(join(folder, 'audit.jsonl'), 'utf8')
    expect(text).toContain('is not read')
    expect(text).not.toMatch(/secret/)
  })

  it('says in a sentence why it could not write', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(() => appendAuditEntry(join(folder, 'file'), entry)).toThrow(AuditLogError)
    mkdirSync(join(folder, 'state', 'audit.jsonl'), {recursive: true})
    expect(() => appendAuditEntry(join(folder, 'state'), entry)).toThrow(
      /could not write the audit log `.*audit.jsonl`: EISDIR/,
    )
  })

  it('keeps a line bounded whatever a lockfile holds', () => {
    const artifact: Artifact = {
      ecosystem: 'npm',
      requested: 'x'.repeat(10_000),
      name: 'x'.repeat(10_000),
      specifier: '',
      source: {kind: 'git', url: `git+https://git.example/${'y'.repeat(1000)}`},
      requestedIn: {kind: 'lockfile', path: '/project/package-lock.json'},
    }
    const gathered = Array.from({length: 100}, () => ({artifact, evidence: {silent: []}}))
    const decision = evaluate({ecosystem: 'npm', gathered, unclear: [], sources: []}, builtInPolicy, 0)
    const line = auditLine({...entry, argv: Array.from({length: 10_000}, () => 'x'.repeat(1000)), decision})
    expect(line.length).toBeLessThan(256 * 1024)
    expect(JSON.parse(line)).toMatchObject({shortened: true, coverage: {judged: 100}})
  })
})

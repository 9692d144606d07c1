import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {appendAuditEntry} from '../../src/audit/audit-log.ts'
import {pastExcuses} from '../../src/audit/past-excuses.ts'
import type {Decision} from '../../src/core/decision.ts'
import {evaluate} from '../../src/core/evaluate.ts'
import {mergePolicies} from '../../src/core/policy/merge.ts'
import {layerOf} from '../support/policy-documents.ts'

const NOW = Date.UTC(2026, 10, 24)
const DAY = 86_400_000

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sallyport-excuses-'))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

function excusing(): Decision {
  const policy = mergePolicies([layerOf('user', {allow: ['npm:expresss'], rules: {'local-path': 'ask'}})])
  const artifact = {
    ecosystem: 'npm',
    requested: 'expresss',
    name: 'expresss',
    specifier: '',
    source: {kind: 'file', path: '/x.tgz'},
    requestedIn: {kind: 'argv', index: 0},
  } as const
  return evaluate(
    {ecosystem: 'npm', gathered: [{artifact, evidence: {silent: []}}], unclear: [], sources: []},
    policy,
    NOW,
  )
}

function append(time: number, decision: Decision | undefined): void {
  const entry = {
    user: 'dev',
    cwd: '/',
    tool: 'npm',
    argv: [],
    rewrittenArgv: null,
    answer: 'not asked',
    policy: 'x',
  } as const
  appendAuditEntry(folder, {...entry, time, decision})
}

describe('what the audit log remembers', () => {
  it('is nothing where there is no log', () => {
    expect(pastExcuses(join(folder, 'none'), 0)).toBeUndefined()
    expect(pastExcuses(folder, 0)).toBeUndefined()
  })

  it('is every excuse since a time, and from when on it would know', () => {
    append(NOW - 100 * DAY, excusing())
    append(NOW - 5 * DAY, undefined)
    append(NOW - 2 * DAY, excusing())
    const use = {code: 'local-path', by: 'allow', match: 'npm:expresss', origin: '/user.yaml:1', time: NOW - 2 * DAY}
    expect(pastExcuses(folder, NOW - 90 * DAY)).toEqual({
      since: NOW - 90 * DAY,
      uses: [expect.objectContaining(use)],
    })
    const all = pastExcuses(folder, 0)
    expect(all?.since).toBe(NOW - 100 * DAY)
    expect(all?.uses).toHaveLength(2)
  })

  it('takes no harm of lines that are none', () => {
    writeFileSync(join(folder, 'audit.jsonl'), '\0\n{"time":"never"}\n{"time":"2026-11-20T00:00:00Z","excused"\n')
    append(NOW - DAY, excusing())
    expect(pastExcuses(folder, 0)).toMatchObject({since: NOW - DAY, uses: [{match: 'npm:expresss'}]})
  })
})

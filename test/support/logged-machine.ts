import {appendFileSync, mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {onTestFinished} from 'vitest'
import type {AuditEntry} from '../../src/audit/audit-entry.ts'
import type {Artifact} from '../../src/core/artifact.ts'
import {evaluate} from '../../src/core/evaluate.ts'
import type {Evidence} from '../../src/core/evidence.ts'
import {builtInPolicy} from '../../src/core/policy/built-in.ts'
import {logLine} from './log-line.ts'
import {EXPRESSS} from './lookalike-evidence.ts'
import {Scratch} from './scratch.ts'

const DAY = 24 * 60 * 60 * 1000

/** An installation with an audit log of a test's own making. */
export function machine() {
  const scratch = new Scratch().withNode().installShims()
  for (const name of ['npm', 'docker']) scratch.withFakeTool({name})
  onTestFinished(() => scratch.remove())
  const state = join(scratch.home, '.local/state/sallyport')
  const log = join(state, 'audit.jsonl')
  const write = (...lines: readonly string[]) => {
    mkdirSync(state, {recursive: true, mode: 0o700})
    appendFileSync(log, lines.join(''), {mode: 0o600})
  }
  const simulate = (...args: readonly string[]) => scratch.run(scratch.install.program, ['policy', 'simulate', ...args])
  return Object.assign(scratch, {log, write, simulate})
}

export const SQUAT: Evidence = {
  name: EXPRESSS,
  silent: [],
}

interface Typed extends Partial<AuditEntry> {
  readonly evidence?: Evidence
  readonly specifier?: string
}

/** `npm install <name>`, two days ago, judged by the built-in policy. */
export function typed(name: string, {evidence = {silent: []}, specifier = '', ...more}: Typed = {}): string {
  const requestedIn = {kind: 'argv', index: 1} as const
  const artifact: Artifact = {
    ecosystem: 'npm',
    requested: name,
    name,
    specifier,
    source: {kind: 'registry'},
    requestedIn,
  }
  const time = Date.now() - 2 * DAY
  const decision = evaluate(
    {ecosystem: 'npm', gathered: [{artifact, evidence}], unclear: [], sources: []},
    builtInPolicy,
    time,
  )
  const command = {user: 'ann', cwd: '/work', tool: 'npm', argv: ['install', name], rewrittenArgv: null} as const
  return logLine({...command, time, answer: 'not asked', policy: 'built-in', decision, ...more})
}

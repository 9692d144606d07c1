import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {AuditEntry} from '../../src/audit/audit-entry.ts'
import {appendAuditEntry, type LogLimits, sealAuditLog} from '../../src/audit/audit-log.ts'

export const someEntry: AuditEntry = {
  time: Date.UTC(2026, 10, 23),
  user: 'dev',
  cwd: '/project',
  tool: 'npm',
  argv: ['install', 'express'],
  rewrittenArgv: null,
  answer: 'not asked',
  decision: undefined,
  policy: 'built-in',
}

/** Commands one after another, a minute apart, each as a run of its own. */
export function record(folder: string, count: number, limits?: LogLimits): void {
  for (let index = 0; index < count; index++) {
    const time = someEntry.time + index * 60_000
    appendAuditEntry(folder, {...someEntry, time, argv: ['install', `package-${index}`]}, limits)
    sealAuditLog(folder)
  }
}

export function logFile(folder: string): string {
  return join(folder, 'audit.jsonl')
}

/** The lines of the current file. */
export function logLines(folder: string): readonly string[] {
  return readFileSync(logFile(folder), 'utf8').split('\n').slice(0, -1)
}

export function writeLines(folder: string, lines: readonly string[]): void {
  writeFileSync(logFile(folder), lines.map((line) => `${line}\n`).join(''))
}

export function logFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
}

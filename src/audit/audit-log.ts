// The audit log as a file: one JSON line a judged command, appended.

import {closeSync, mkdirSync, openSync, writeSync} from 'node:fs'
import {join} from 'node:path'
import {type AuditEntry, auditLine} from './audit-entry.ts'

export class AuditLogError extends Error {
  override readonly name = 'AuditLogError'
}

/**
 * Appends one JSON line to `<folder>/audit.jsonl`. One `write` of one line in append mode, so parallel runs do not mix.
 * Throws `AuditLogError` with a sentence when the line could not be written.
 */
export function appendAuditEntry(folder: string, entry: AuditEntry): void {
  const path = join(folder, 'audit.jsonl')
  try {
    mkdirSync(folder, {recursive: true, mode: 0o700})
    const file = openSync(path, 'a', 0o600)
    try {
      writeSync(file, auditLine(entry))
    } finally {
      closeSync(file)
    }
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException
    throw new AuditLogError(`could not write the audit log \`${path}\`: ${code ?? message}`)
  }
}

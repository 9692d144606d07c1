// Run as a process of its own: appends one line in a folder, as the log does or without a chain, and prints how many milliseconds
// that took.

import {closeSync, mkdirSync, openSync, writeSync} from 'node:fs'
import {join} from 'node:path'
import {auditLine} from '../../src/audit/audit-entry.ts'
import {appendAuditEntry, sealAuditLog} from '../../src/audit/audit-log.ts'
import {someEntry} from '../../test/support/audit-entries.ts'

const [folder = '', how] = process.argv.slice(2)
const start = performance.now()
if (how === 'chained') appendAuditEntry(folder, someEntry)
else {
  mkdirSync(folder, {recursive: true, mode: 0o700})
  const file = openSync(join(folder, 'audit.jsonl'), 'a', 0o600)
  writeSync(file, auditLine(someEntry))
  closeSync(file)
}
console.log(performance.now() - start)
if (how === 'chained') sealAuditLog(folder)

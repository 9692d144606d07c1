// Run as a process of its own: appends to the log in the folder, as many lines as is said, and prints the number of each once it
// is written. A second number is how long each line is.

import {appendAuditEntry, sealAuditLog} from '../../src/audit/audit-log.ts'
import {someEntry} from './audit-entries.ts'

const [folder = '', count = '0', length = '0'] = process.argv.slice(2)
for (let index = 0; index < Number(count); index++) {
  try {
    const sequence = appendAuditEntry(folder, {...someEntry, argv: ['install', 'x'.repeat(Number(length))]})
    sealAuditLog(folder)
    process.stdout.write(`${sequence}\n`)
  } catch (error) {
    process.stdout.write(`${(error as Error).message}\n`)
  }
}

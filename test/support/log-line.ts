import {type AuditEntry, auditLine} from '../../src/audit/audit-entry.ts'
import {asciiJson} from '../../src/core/ascii-json.ts'

/** An entry as a line of the log's file, its line break with it. */
export function logLine(entry: AuditEntry): string {
  const json = JSON.parse(auditLine(entry)) as Record<string, unknown>
  return `${asciiJson({schema: 'sallyport/audit/1', ...json})}\n`
}

// Whether the log is what was written: all its files, and the head, of one moment.

import {type AuditHead, readAuditHead} from './audit-head.ts'
import {auditLogError, besideWriters} from './audit-log.ts'
import {ChainWalk, type Verification} from './chain-walk.ts'
import {closeLogFiles, currentPath, type LogFile, openLogFiles} from './log-files.ts'
import {linesOf} from './log-lines.ts'

/** `since` in milliseconds since the epoch: lines before it are read and not spoken of. Throws `AuditLogError`. */
export function verifyAuditLog(folder: string, since?: number): Verification {
  let files: readonly LogFile[] = []
  try {
    const head = besideWriters(folder, () => {
      files = openLogFiles(folder)
      return readAuditHead(folder)
    })
    const walk = new ChainWalk(head, since)
    for (const file of files) {
      for (const line of linesOf(file)) walk.take(line, isOfHead(file, files, head))
    }
    return walk.end(currentPath(folder))
  } catch (error) {
    throw auditLogError(`could not read the audit log in \`${folder}\``, error)
  } finally {
    closeLogFiles(files)
  }
}

/** The head speaks of the current file, or of the one that was put aside right after. */
function isOfHead({rotation}: LogFile, files: readonly LogFile[], head: AuditHead | undefined): boolean {
  const newest = Math.max(0, ...files.map((file) => file.rotation ?? 0))
  return head !== undefined && rotation === (newest > head.rotation ? head.rotation + 1 : undefined)
}

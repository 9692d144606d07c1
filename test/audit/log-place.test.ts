// What stands in the place of the log, or of a file beside it, and must not be followed, filled or waited for.

import {chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {AuditLogError, appendAuditEntry} from '../../src/audit/audit-log.ts'
import {verifyAuditLog} from '../../src/audit/verify-log.ts'
import {logFile, someEntry} from '../support/audit-entries.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sallyport-chain-'))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

const head = (): string => join(folder, 'audit.head.json')

describe('what stands in the place of the log', () => {
  const append = (): unknown => appendAuditEntry(folder, someEntry)

  it('a symbolic link is not followed', () => {
    writeFileSync(join(folder, 'precious'), 'mine')
    symlinkSync(join(folder, 'precious'), logFile(folder))
    expect(append).toThrow(/could not write the audit log `.*audit\.jsonl`: it is a symbolic link$/)
    expect(readFileSync(join(folder, 'precious'), 'utf8')).toBe('mine')
    expect(() => verifyAuditLog(folder)).toThrow(/could not read the audit log .*: it is a symbolic link$/)
  })

  it('a symbolic link in the place of the head is not followed either', () => {
    writeFileSync(join(folder, 'precious'), 'mine')
    symlinkSync(join(folder, 'precious'), head())
    expect(append).toThrow(AuditLogError)
    expect(readFileSync(join(folder, 'precious'), 'utf8')).toBe('mine')
  })

  it('a folder, and a file in the place of the folder', () => {
    mkdirSync(logFile(folder))
    expect(append).toThrow(/EISDIR/)
    expect(() => appendAuditEntry(head(), someEntry)).not.toThrow()
    expect(() => appendAuditEntry(join(head(), 'audit.lock'), someEntry)).toThrow(AuditLogError)
  })

  it('a lock file that is none', () => {
    writeFileSync(join(folder, 'audit.lock'), 'x'.repeat(5000))
    expect(append).toThrow(/could not write the audit log .*file is not a database/)
  })

  it('a folder that cannot be written', ({skip}) => {
    if (process.getuid?.() === 0) skip('for root every folder can be written')
    chmodSync(folder, 0o500)
    expect(append).toThrow(/permission denied/)
    chmodSync(folder, 0o700)
  })
})

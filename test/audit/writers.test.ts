// Many writers at once, writers that are killed, and a disk that is full.

import {spawn} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, statSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {fileURLToPath} from 'node:url'
import {afterEach, beforeEach, expect, it} from 'vitest'
import {appendAuditEntry} from '../../src/audit/audit-log.ts'
import {readAuditLog} from '../../src/audit/read-audit-log.ts'
import {verifyAuditLog} from '../../src/audit/verify-log.ts'
import {lockFileAtOnce} from '../../src/system/file-lock.ts'
import {logFile, logFiles, record, someEntry} from '../support/audit-entries.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sallyport-writers-'))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

const WRITER = fileURLToPath(new URL('../support/audit-writer.ts', import.meta.url))

function writer(count: number, length = 0) {
  const args = ['--disable-warning=ExperimentalWarning', WRITER, folder, String(count), String(length)]
  const child = spawn(process.execPath, args, {stdio: ['ignore', 'pipe', 'inherit']})
  const lines: string[] = []
  const read = createInterface(child.stdout)
  read.on('line', (line) => lines.push(line))
  const ended = new Promise<readonly string[]>((resolve) => {
    child.once('close', () => resolve(lines))
  })
  return {
    ended,
    /** Ends it without a warning, once it has written so many lines. */
    killAfter: (many: number) => read.on('line', () => lines.length === many && child.kill('SIGKILL')),
  }
}

it('twenty at once append one after another, in one chain', async () => {
  const written = await Promise.all(Array.from({length: 20}, () => writer(20).ended))
  const numbers = written.flat().map(Number)
  expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({length: 400}, (_, index) => index + 1))
  expect(verifyAuditLog(folder)).toMatchObject({isWhole: true, records: 400, last: 400, remarks: []})
})

it('at once go on in a new file when one is full', async () => {
  const written = await Promise.all(Array.from({length: 6}, () => writer(16, 200_000).ended))
  expect(written.flat().map(Number)).toHaveLength(96)
  expect(verifyAuditLog(folder)).toMatchObject({isWhole: true, records: 96, last: 96, remarks: []})
  expect(logFiles(folder)).toEqual(['audit.000001.jsonl', 'audit.000002.jsonl', 'audit.jsonl'])
})

it('killed at any moment, they leave a chain to which the next one is added, and every line that was written', async () => {
  const writers = Array.from({length: 8}, (_, index) => {
    const one = writer(100_000, index * 20_000)
    one.killAfter(index + 1)
    return one
  })
  const written = (await Promise.all(writers.map(({ended}) => ended))).flat().map(Number)
  expect(written.length).toBeGreaterThan(30)
  record(folder, 1)
  const verification = verifyAuditLog(folder)
  expect(verification).toMatchObject({isWhole: true, first: 1})
  const found = new Set([...readAuditLog(folder)].map(({sequence}) => sequence))
  for (const sequence of written) expect(found).toContain(sequence)
})

it('a full disk: said in a sentence, nothing half written, and it goes on when there is room', async () => {
  record(folder, 3)
  const size = statSync(logFile(folder)).size
  // Files end at 4096 bytes.
  const limited = `ulimit -f 8; exec "$0" --disable-warning=ExperimentalWarning "$@"`
  const child = spawn('/bin/sh', ['-c', limited, process.execPath, WRITER, folder, '3', '3000'], {stdio: 'pipe'})
  const said: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk))
  await new Promise((resolve) => child.once('close', resolve))
  expect(Buffer.concat(said).toString()).toMatch(/^(?:could not write the audit log `.*audit\.jsonl`: EFBIG\n){3}$/)
  expect(statSync(logFile(folder)).size).toBe(size)
  record(folder, 1)
  expect(verifyAuditLog(folder)).toMatchObject({isWhole: true, records: 4, remarks: []})
})

it('a writer that stands still with the lock in its hand keeps nobody for long', () => {
  record(folder, 1)
  const before = readFileSync(logFile(folder))
  const lock = lockFileAtOnce(join(folder, 'audit.lock'), 0)
  expect(() => appendAuditEntry(folder, someEntry)).toThrow(/another command has been writing to it for too long/)
  expect(readFileSync(logFile(folder))).toEqual(before)
  lock?.release()
  record(folder, 1)
  expect(verifyAuditLog(folder)).toMatchObject({isWhole: true, last: 2})
})

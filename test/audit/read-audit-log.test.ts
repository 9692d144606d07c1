import {appendFileSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, it} from 'vitest'
import {appendAuditEntry} from '../../src/audit/audit-log.ts'
import {parseAuditRecord} from '../../src/audit/audit-record.ts'
import {readAuditLog} from '../../src/audit/read-audit-log.ts'
import {logFile, logLines, record, someEntry, writeLines} from '../support/audit-entries.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sallyport-read-'))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

const MINUTE = 60_000

function packages(range?: Parameters<typeof readAuditLog>[1]): readonly string[] {
  return [...readAuditLog(folder, range)].map(({argv}) => argv[1] ?? '')
}

it('reads every file, the oldest first', () => {
  expect(packages()).toEqual([])
  record(folder, 20, {size: 3000, files: 9})
  expect(packages()).toEqual(Array.from({length: 20}, (_, index) => `package-${index}`))
})

it('keeps to the range, of which the end is not part', () => {
  record(folder, 6)
  const {time} = someEntry
  expect(packages({since: time + 4 * MINUTE})).toEqual(['package-4', 'package-5'])
  expect(packages({until: time + MINUTE})).toEqual(['package-0'])
  expect(packages({since: time + MINUTE, until: time + 2 * MINUTE})).toEqual(['package-1'])
})

it('passes over what is no record, and counts it', () => {
  record(folder, 2)
  const [first = '', second = ''] = logLines(folder)
  writeLines(folder, [first, '', 'rubbish', '{"schema":"sallyport/audit/2"}', first.slice(0, 50), '[]', second])
  appendFileSync(logFile(folder), 'one that is being written')
  const reading = readAuditLog(folder)
  expect([...reading]).toHaveLength(2)
  expect(reading.unreadable).toBe(5)
})

it('passes over lines without an end and without sense, however long', () => {
  writeFileSync(logFile(folder), `${'x'.repeat(5_000_000)}\n`)
  record(folder, 1)
  const reading = readAuditLog(folder)
  expect([...reading]).toHaveLength(1)
  expect(reading.unreadable).toBe(1)
})

it('gives, walked through again, what was added since, also when files were put aside meanwhile', () => {
  const limits = {size: 2500, files: 99}
  record(folder, 2, limits)
  const reading = readAuditLog(folder)
  const next = () => [...reading].map(({sequence}) => sequence)
  expect(next()).toEqual([1, 2])
  expect(next()).toEqual([])
  record(folder, 12, limits)
  expect(next()).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14])
  appendAuditEntry(folder, someEntry, limits)
  expect(next()).toEqual([15])
})

it('lets a reader stop when it likes, and read on', () => {
  record(folder, 3)
  const reading = readAuditLog(folder)
  for (const {sequence} of reading) if (sequence === 2) break
  expect([...reading].map(({sequence}) => sequence)).toEqual([3])
})

it.each([
  ['an older sallyport', {schema: 'sallyport/audit/1', sequence: undefined}],
  ['one with facts about artifacts', {artifacts: [{ecosystem: 'npm', name: 'x', specifier: '', purl: null}]}],
  ['one with fields that are not known yet', {host: 'a', coverage: {judged: 1, unjudged: 0, more: 1}}],
])('reads the record of %s', (_, change) => {
  expect(parseAuditRecord(changed(change))).toBeDefined()
})

it.each([
  {schema: 'sallyport/audit/3'},
  {schema: 'sallyport/decision/1'},
  {sequence: '1'},
  {time: 'yesterday'},
  {time: 5},
  {user: null},
  {argv: ['install', 5]},
  {argv: 'install'},
  {rewrittenArgv: undefined},
  {verdict: 5},
  {findings: [{}]},
  {findings: {length: 1}},
  {artifacts: 'pkg:npm/x'},
  {coverage: {judged: 'many'}},
  {because: {}},
])('takes no record for one where %j', (change) => {
  expect(parseAuditRecord(changed(change))).toBeUndefined()
})

function changed(change: object): string {
  record(folder, 1)
  return JSON.stringify({...(JSON.parse(logLines(folder)[0] ?? '') as object), ...change})
}

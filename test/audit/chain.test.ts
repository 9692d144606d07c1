// What is done to a log behind our back, and what `log --verify` then says.

import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it, test} from 'vitest'
import {appendAuditEntry, sealAuditLog} from '../../src/audit/audit-log.ts'
import {verifyAuditLog} from '../../src/audit/verify-log.ts'
import {sha256} from '../../src/system/digest.ts'
import {logFile, logFiles, logLines, record, someEntry, writeLines} from '../support/audit-entries.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sallyport-chain-'))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

/** `broken 3: records 3 to 4 are missing before it`, one a remark. */
function remarks(since?: number): readonly string[] {
  return verifyAuditLog(folder, since).remarks.map(({state, line, message}) => `${state} ${line}: ${message}`)
}

const head = (): string => join(folder, 'audit.head.json')

describe('a log that nobody touched', () => {
  it('chains each line to the bytes of the line before', () => {
    record(folder, 3)
    const lines = logLines(folder)
    const links = lines.map((line) => JSON.parse(line) as {sequence: number; previous: string | null})
    expect(links.map(({sequence}) => sequence)).toEqual([1, 2, 3])
    expect(links.map(({previous}) => previous)).toEqual([null, sha256(lines[0]!), sha256(lines[1]!)])
    expect(verifyAuditLog(folder)).toEqual({
      isWhole: true,
      records: 3,
      first: 1,
      last: 3,
      remarks: [],
      moreRemarks: 0,
    })
  })

  it('is whole where there is none, and where its writers were killed before they could say what its end is', () => {
    expect(verifyAuditLog(folder)).toMatchObject({isWhole: true, records: 0})
    for (let index = 0; index < 3; index++) appendAuditEntry(folder, someEntry)
    expect(verifyAuditLog(folder)).toMatchObject({isWhole: true, last: 3, remarks: []})
    sealAuditLog(folder)
    expect(verifyAuditLog(folder)).toMatchObject({isWhole: true, last: 3, remarks: []})
  })

  it('does not mind a clock that goes back', () => {
    record(folder, 2)
    appendAuditEntry(folder, {...someEntry, time: 0})
    record(folder, 1)
    expect(verifyAuditLog(folder)).toMatchObject({isWhole: true, last: 4, remarks: []})
  })

  it('goes on in new files, of which the oldest are deleted, and says from where on it is known', () => {
    record(folder, 40, {size: 2000, files: 3})
    const files = logFiles(folder)
    expect(files).toHaveLength(3)
    for (const name of files) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(2000)
    const verification = verifyAuditLog(folder)
    expect(verification).toMatchObject({isWhole: true, last: 40, remarks: []})
    expect(verification.first).toBeGreaterThan(20)
    expect(verification.records).toBe(41 - verification.first)
  })

  it('is for this user alone', () => {
    record(folder, 10, {size: 1500, files: 3})
    for (const name of [...logFiles(folder), 'audit.head.json', 'audit.lock']) {
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
    }
  })
})

describe('an older log, whose lines are not chained', () => {
  const old = JSON.stringify({schema: 'sallyport/audit/1', ...JSON.parse(oldFields())})

  it('is read on, and `--verify` says where the chain begins', () => {
    writeLines(folder, [old, old])
    record(folder, 2)
    expect(remarks()).toEqual(['note 2: is the last of 2 records of an older sallyport, which are not chained'])
    expect(verifyAuditLog(folder)).toMatchObject({isWhole: true, records: 4, first: 1, last: 2})
  })

  it('is said where its line stands among chained ones', () => {
    record(folder, 1)
    appendFileSync(logFile(folder), `${old}\n`)
    record(folder, 1)
    expect(remarks()).toEqual(['note 2: is not chained: an older sallyport wrote it, or something else'])
  })
})

describe('tampering', () => {
  beforeEach(() => record(folder, 6))

  test.for<[string, (lines: string[]) => readonly string[], readonly string[]]>([
    [
      'a changed byte',
      (lines) => lines.with(2, lines[2]!.replace('package-2', 'package-X')),
      ['broken 3: was changed: the chain remembers it otherwise'],
    ],
    [
      'a changed byte in the last line',
      (lines) => lines.with(5, lines[5]!.replace('package-5', 'package-X')),
      ['broken 6: was changed: the chain remembers it otherwise'],
    ],
    ['a deleted line', (lines) => lines.toSpliced(2, 1), ['broken 3: record 3 is missing before it']],
    ['the first line deleted', (lines) => lines.slice(1), ['broken 1: record 1 is missing before it']],
    [
      'swapped lines',
      (lines) => [...lines.slice(0, 2), lines[3]!, lines[2]!, ...lines.slice(4)],
      [
        'broken 3: record 3 is missing before it',
        'broken 4: is out of order: number 3 behind number 4',
        'broken 5: record 4 is missing before it',
      ],
    ],
    [
      'a repeated line',
      (lines) => lines.toSpliced(3, 0, lines[2]!),
      ['broken 4: is out of order: number 3 behind number 3'],
    ],
    ['a cut tail', (lines) => lines.slice(0, 4), ['broken 4: records 5 to 6 are missing behind it']],
    ['everything gone', () => [], ['broken 0: records 1 to 6 are missing behind it']],
    [
      'a line that never was',
      (lines) => lines.toSpliced(3, 0, '{"schema":"sallyport/audit/2"}'),
      [
        'note 4: is no record: its writer was stopped in the middle, or it is damaged',
        'broken 4: was changed: the chain remembers it otherwise',
      ],
    ],
  ])('%s', ([, change, expected]) => {
    writeLines(folder, change([...logLines(folder)]))
    expect(remarks()).toEqual(expected)
    expect(verifyAuditLog(folder).isWhole).toBe(false)
    // What was missed once is missed for ever, however much is written behind it.
    record(folder, 3)
    expect(verifyAuditLog(folder)).toMatchObject({isWhole: false, last: 9})
  })

  it('a file that was cut in the middle of a line: the rest of the line is ended, the gap stays', () => {
    truncateSync(logFile(folder), statSync(logFile(folder)).size - 40)
    expect(verifyAuditLog(folder).isWhole).toBe(false)
    record(folder, 1)
    expect(remarks()).toEqual([
      'note 6: is no record: its writer was stopped in the middle, or it is damaged',
      'broken 7: record 6 is missing before it',
    ])
    expect(JSON.parse(logLines(folder).at(-1)!)).toMatchObject({sequence: 7})
  })

  it('another file in its place', () => {
    const other = mkdtempSync(join(tmpdir(), 'sallyport-other-'))
    record(other, 6)
    const text = readFileSync(logFile(other), 'utf8').replaceAll('/project', '/decoy!!')
    writeFileSync(logFile(folder), text)
    rmSync(other, {recursive: true})
    expect(verifyAuditLog(folder).isWhole).toBe(false)
    record(folder, 2)
    expect(verifyAuditLog(folder).isWhole).toBe(false)
  })

  it('an older copy of the log in its place', () => {
    copyFileSync(logFile(folder), join(folder, 'copy'))
    record(folder, 3)
    copyFileSync(join(folder, 'copy'), logFile(folder))
    expect(remarks()).toEqual(['broken 6: records 7 to 9 are missing behind it'])
    record(folder, 1)
    expect(remarks()).toEqual(['broken 7: records 7 to 9 are missing before it'])
  })

  it('the head deleted, so that a cut is not seen: the chain begins anew and that is', () => {
    writeLines(folder, logLines(folder).slice(0, 4))
    rmSync(head())
    expect(remarks()).toEqual(['broken 4: is the last one, and no head file says whether it was'])
    record(folder, 2)
    expect(remarks()).toEqual(['broken 5: begins the chain anew: the head file was missing or damaged'])
    expect(verifyAuditLog(folder)).toMatchObject({last: 6})
  })

  it.each(['', 'null', '{', '{"schema":"sallyport/audit-head/1","sequence":-1}', '\u0000'])(
    'a head that makes no sense: %j',
    (text) => {
      writeFileSync(head(), text)
      record(folder, 1)
      expect(remarks()).toEqual(['broken 7: begins the chain anew: the head file was missing or damaged'])
    },
  )

  it('can be looked at from a moment on, when what was before is known already', () => {
    writeLines(folder, logLines(folder).toSpliced(2, 1))
    expect(remarks(someEntry.time + 2 * 60_000)).toHaveLength(1)
    expect(remarks(someEntry.time + 4 * 60_000)).toEqual([])
  })
})

describe('a rotated log', () => {
  const limits = {size: 2000, files: 5}
  beforeEach(() => record(folder, 20, limits))

  it('misses a file that was deleted, the oldest too', () => {
    const [oldest = '', second = ''] = logFiles(folder)
    copyFileSync(join(folder, second), join(folder, 'copy'))
    rmSync(join(folder, second))
    expect(verifyAuditLog(folder).isWhole).toBe(false)
    copyFileSync(join(folder, 'copy'), join(folder, second))
    expect(verifyAuditLog(folder).isWhole).toBe(true)
    rmSync(join(folder, oldest))
    expect(remarks()[0]).toMatch(/^broken 1: records? .* missing before it$/)
  })

  it('misses its current file when that is deleted', () => {
    rmSync(logFile(folder))
    expect(verifyAuditLog(folder).isWhole).toBe(false)
    record(folder, 1, limits)
    expect(verifyAuditLog(folder)).toMatchObject({isWhole: false, last: 21})
  })

  it('goes on where its writer was killed between two steps of the rotation', () => {
    const roomy = {...limits, files: 99}
    const before = logFiles(folder).length
    while (logFiles(folder).length === before) {
      sealAuditLog(folder)
      copyFileSync(head(), join(folder, 'head'))
      appendAuditEntry(folder, someEntry, roomy)
    }
    // The head as it was before the file was put aside.
    copyFileSync(join(folder, 'head'), head())
    expect(verifyAuditLog(folder)).toMatchObject({isWhole: true, remarks: []})
    record(folder, 2, roomy)
    expect(verifyAuditLog(folder)).toMatchObject({isWhole: true, remarks: []})
  })
})

describe('lines that were not written to their end', () => {
  it('are ended by the next writer, told by `--verify`, and break nothing', () => {
    record(folder, 2)
    appendFileSync(logFile(folder), '{"schema":"sallyport/audit/2","sequence":3,"previous":"')
    expect(verifyAuditLog(folder)).toMatchObject({isWhole: true, records: 2})
    record(folder, 2)
    expect(remarks()).toEqual(['note 3: is no record: its writer was stopped in the middle, or it is damaged'])
    expect(verifyAuditLog(folder)).toMatchObject({isWhole: true, records: 4, last: 4})
    // What stands in the torn line is in the chain as well.
    writeLines(folder, logLines(folder).with(2, '{"schema":"sallyport/audit/2","sequence":3,"previous":"!'))
    expect(verifyAuditLog(folder).isWhole).toBe(false)
  })

  it('do not lead astray by a number that is not theirs', () => {
    record(folder, 2)
    const forged = logLines(folder)[1]!.replace('"sequence":2', '"sequence":99999999')
    appendFileSync(logFile(folder), `${forged}\nrubbish\n`)
    appendAuditEntry(folder, someEntry)
    expect(JSON.parse(logLines(folder).at(-1)!)).toMatchObject({sequence: 3})
    expect(verifyAuditLog(folder).isWhole).toBe(false)
  })

  it('cost no time when somebody has blown the file up', () => {
    record(folder, 2)
    truncateSync(logFile(folder), 3 * 1024 ** 3)
    appendAuditEntry(folder, someEntry)
    expect(logFiles(folder)).toEqual(['audit.000001.jsonl', 'audit.jsonl'])
    expect(JSON.parse(logLines(folder)[0]!)).toMatchObject({sequence: 3, previous: null})
  })
})

function oldFields(): string {
  const {time, ...rest} = someEntry
  return JSON.stringify({
    time: new Date(time).toISOString(),
    ...rest,
    verdict: 'allow',
    findings: [],
    artifacts: ['pkg:npm/express'],
    coverage: {judged: 1, unjudged: 0},
    data: null,
  })
}

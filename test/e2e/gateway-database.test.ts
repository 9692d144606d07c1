// The database of advisories breaks before or during a whole `npm install` that one of them must stop: it is stopped by the
// advisory, or refused because the feed does not answer, and never let pass.

import {
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import {dirname, join} from 'node:path'
import {describe, expect, onTestFinished, test} from 'vitest'
import {openDatabase} from '../../src/system/sqlite.ts'
import {ADVISED, adviseAgainst, DEEP} from '../support/deep-malware.ts'
import {mountedReadOnly} from '../support/mounts.ts'
import {spoiltLab} from '../support/spoilt-registry.ts'

type Break = (database: string) => void

/** `onRequest`: what happens to the database when the registry is asked for `express`, behind the judgement of the command. */
async function lab(onRequest: Break = () => undefined) {
  let database = ''
  const made = await spoiltLab(DEEP, (path, count) => {
    if (path === '/express' && count === 1) onRequest(database)
    return undefined
  })
  database = await adviseAgainst('deep-trouble', made.scratch, made.program)
  return {...made, database, tarballs: () => [...made.counts.keys()].filter((path) => path.endsWith('.tgz'))}
}

function change(path: string, sql: string): void {
  const database = openDatabase(path)
  database.exec(sql)
  database.close()
}

function owned(path: string, sql: string): void {
  const owner = openDatabase(path)
  owner.exec(sql)
  onTestFinished(() => owner.close())
}

const garbage: Break = (path) => writeFileSync(path, 'x'.repeat(statSync(path).size))

describe('before the command', () => {
  const broken: readonly [string, Break, RegExp][] = [
    ['cut in half', (path) => truncateSync(path, statSync(path).size / 2), /is damaged .* was set aside/],
    ['cut to nothing', (path) => truncateSync(path, 0), /not in `.*` any more/],
    ['overwritten', garbage, /is damaged .* was set aside/],
    ['gone', (path) => rmSync(path), /not in `.*` any more/],
    ['of a newer sallyport', (path) => change(path, 'PRAGMA user_version = 99'), /newer sallyport/],
    [
      'locked by a process for itself',
      (path) => owned(path, 'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE'),
      /another process has it for itself/,
    ],
    [
      'a folder in its place',
      (path) => {
        rmSync(path)
        mkdirSync(path, {mode: 0o700})
      },
      /cannot be read|not to be trusted/,
    ],
    [
      'a link in its place',
      (path) => {
        renameSync(path, `${path}.elsewhere`)
        symlinkSync(`${path}.elsewhere`, path)
      },
      /not to be trusted/,
    ],
    ['writable for everybody', (path) => chmodSync(path, 0o666), /not to be trusted/],
  ]
  test.each(broken)('%s: refused, and nobody is asked for anything', async (_what, spoil, reason) => {
    const {scratch, database, counts, digest} = await lab()
    for (const ending of ['-wal', '-shm']) rmSync(`${database}${ending}`, {force: true})
    spoil(database)
    const before = digest()
    const {code, stderr} = await scratch.run('npm', ['install', 'express'])
    expect(stderr).toContain('is not judged by advisories')
    expect(stderr).toMatch(reason)
    expect(code).toBe(75)
    expect([...counts.keys()]).toEqual([])
    expect(digest()).toEqual(before)
  })

  test('another process writes to it for longer than anybody waits: readers go on, and the advisory stops it', async () => {
    const {scratch, database, tarballs} = await lab()
    owned(database, 'BEGIN IMMEDIATE; DELETE FROM advisory')
    owned(join(dirname(database), 'reputation.lock'), 'BEGIN EXCLUSIVE')
    const {code, stderr} = await scratch.run('npm', ['install', 'express'])
    expect(stderr).toContain(ADVISED)
    expect(code).toBe(77)
    expect(tarballs()).toEqual([])
  })

  test('what asks for a folder on this machine is refused as well: the feed cannot say what that wants', async () => {
    const {scratch, database, counts} = await lab()
    rmSync(database)
    scratch.withFiles({'local/package.json': '{"name":"local","version":"1.0.0","dependencies":{"express":"^4.0.0"}}'})
    const {code, stderr} = await scratch.run('npm', ['install', './local'])
    expect(stderr).toContain('is not judged by advisories')
    expect(code).toBe(75)
    expect([...counts.keys()]).toEqual([])
  })
})

describe('in a folder that cannot be written', () => {
  test('the advisory stops it, or it is refused because the feed does not answer', async ({skip}) => {
    const {scratch, database, tarballs} = await lab()
    const folder = dirname(database)
    const mounted = mountedReadOnly(folder)
    if (mounted.kind === 'impossible') skip(mounted.reason)
    const {code, stderr} = await scratch.run('npm', ['install', 'express'])
    expect(stderr).toMatch(/is malicious|is not judged by advisories/)
    expect([75, 77]).toContain(code)
    expect(tarballs()).toEqual([])
  })
})

describe('between the judgement of the command and the judgement of its tree', () => {
  test.each<[string, Break, string, number]>([
    ['gone: it stays open, and the advisory stops it', (path) => rmSync(path), ADVISED, 77],
    ['cut to nothing: refused', (path) => truncateSync(path, 0), 'is not judged by advisories', 75],
    ['overwritten: refused', garbage, 'is not judged by advisories', 75],
    ['without its table: refused', (path) => change(path, 'DROP TABLE advisory'), 'is not judged by advisories', 75],
  ])('%s', async (_what, spoil, reason, expected) => {
    const {scratch, digest, tarballs} = await lab((path) => {
      // What stands in the log behind the file would outlive the file's end.
      change(path, 'PRAGMA wal_checkpoint(TRUNCATE)')
      spoil(path)
    })
    const before = digest()
    const {code, stderr} = await scratch.run('npm', ['install', 'express'])
    expect(stderr).toContain(reason)
    expect(code).toBe(expected)
    expect(tarballs()).toEqual([])
    expect(digest()).toEqual(before)
  })
})

test('once the feed is taken again, everything is as it was', async () => {
  const {scratch, database, program} = await lab()
  writeFileSync(database, readFileSync(database).subarray(0, 100))
  expect((await scratch.run('npm', ['install', 'express'])).code).toBe(75)
  await adviseAgainst('deep-trouble', scratch, program)
  const {code, stderr} = await scratch.run('npm', ['install', 'express'])
  expect(stderr).toContain(ADVISED)
  expect(code).toBe(77)
})

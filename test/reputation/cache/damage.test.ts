// Whatever happens to the file: nothing crashes, nothing of somebody else's is deleted, and a feed that cannot be read is silent.

import {
  chmodSync,
  chownSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import {join} from 'node:path'
import {beforeEach, describe, expect, test} from 'vitest'
import {damagedPaths, databasePath} from '../../../src/reputation/cache/place.ts'
import {advisorySource, openReputation} from '../../../src/reputation/cache/reputation.ts'
import {migrate, versionOf} from '../../../src/reputation/cache/schema.ts'
import {writeTo} from '../../../src/reputation/cache/write.ts'
import {openDatabase} from '../../../src/system/sqlite.ts'
import {cacheFolder, everyVersionOf, NOW, putFeed} from '../../support/reputation-folder.ts'

let folder: string
let path: string

beforeEach(() => {
  folder = cacheFolder()
  path = databasePath(folder)
  const many = Object.fromEntries(Array.from({length: 3000}, (_, at) => [`evil-${at}`, [everyVersionOf(`MAL-${at}`)]]))
  putFeed(folder, 'npm', many)
})

/** What a command is told about a name that the feed knows. */
function answer(name = 'evil-7'): {readonly kind: string; readonly reason?: string; readonly notice?: string} {
  const opening = openReputation(folder, NOW)
  const notice = opening.kind === 'open' && opening.notice !== undefined ? {notice: opening.notice} : {}
  const source = advisorySource(opening, folder, 'npm')
  const about = source.kind === 'feed' ? source.about(name) : source
  if (opening.kind === 'open') opening.reputation.close()
  return {
    ...(about.kind === 'known'
      ? {
          kind: about
            .of()
            .map(({id}) => id)
            .join(),
        }
      : about),
    ...notice,
  }
}

test('whole: it answers', () => {
  expect(answer()).toEqual({kind: 'MAL-7'})
})

describe('damaged: set aside, said once, silent until the feed is taken again', () => {
  test.each<[string, () => void]>([
    ['replaced by garbage', () => writeFileSync(path, 'x'.repeat(100_000))],
    ['cut in the middle', () => truncateSync(path, statSync(path).size / 2)],
    ['cut in the header', () => truncateSync(path, 50)],
    [
      'replaced by a database of something else',
      () => {
        rmSync(path)
        const other = openDatabase(path)
        other.exec('CREATE TABLE t (x)')
        other.close()
      },
    ],
  ])('%s', (_what, damage) => {
    damage()
    const bytes = readFileSync(path)
    const first = answer()
    expect(first).toMatchObject({
      kind: 'silent',
      notice: expect.stringMatching(/is damaged .* and was set aside as `.*\.damaged-2026-11-24T120000000Z`/),
    })
    const [aside = ''] = damagedPaths(folder)
    expect(readFileSync(aside).equals(bytes)).toBe(true)
    expect(answer()).toEqual({kind: 'silent', reason: expect.stringContaining('not in'), hint: expect.any(String)})
    rmSync(path, {force: true})
    putFeed(folder, 'npm', {'evil-7': [everyVersionOf('MAL-7')]})
    expect(answer()).toEqual({kind: 'MAL-7'})
  })

  test('a page in the middle overwritten: found where it is read, and then set aside', () => {
    const bytes = readFileSync(path)
    bytes.fill(0xaa, 4096 * 2)
    writeFileSync(path, bytes)
    const first = answer()
    expect(first).toMatchObject({kind: 'silent', reason: expect.stringMatching(/malformed.*was set aside/)})
    expect(damagedPaths(folder)).toHaveLength(1)
    expect(answer()).toMatchObject({kind: 'silent', reason: expect.stringContaining('not in')})
  })

  test('found by a writer: a new one is begun and written', () => {
    writeFileSync(path, 'x'.repeat(100_000))
    const written = writeTo({folder, patience: 0, now: NOW}, (database) => versionOf(database))
    expect(written).toMatchObject({kind: 'written', value: 1, notice: expect.stringContaining('set aside')})
    expect(answer()).toMatchObject({kind: 'silent'})
  })

  test('only the last two are kept', () => {
    for (let day = 1; day <= 4; day++) {
      writeFileSync(path, 'garbage of some length, which is no header of SQLite at all')
      openReputation(folder, NOW + day)
    }
    expect(damagedPaths(folder)).toHaveLength(2)
  })

  test('moved away under a reader: the reader goes on, and takes nothing of the new one with it', () => {
    const opening = openReputation(folder, NOW)
    const source = advisorySource(opening, folder, 'npm')
    if (source.kind !== 'feed' || opening.kind !== 'open') throw new Error(source.kind)
    renameSync(path, `${path}.damaged-20200101`)
    for (const ending of ['-wal', '-shm']) rmSync(`${path}${ending}`, {force: true})
    putFeed(folder, 'npm', {'evil-7': [everyVersionOf('MAL-new')]})
    const about = source.about('evil-7')
    expect(about.kind === 'known' && about.of()[0]?.id).toBe('MAL-7')
    opening.reputation.close()
    expect(answer()).toEqual({kind: 'MAL-new'})
  })
})

describe('not ours to touch: left alone and silent', () => {
  test('from a newer sallyport', () => {
    const database = openDatabase(path)
    database.exec('PRAGMA user_version = 99')
    database.close()
    const before = readFileSync(path)
    expect(answer()).toMatchObject({kind: 'silent', reason: expect.stringContaining('newer sallyport')})
    expect(writeTo({folder, patience: 0, now: NOW}, () => 1)).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('newer'),
    })
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(damagedPaths(folder)).toEqual([])
  })

  test('another process has it for itself: a bounded wait', () => {
    const owner = openDatabase(path)
    owner.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE')
    const start = performance.now()
    expect(answer()).toMatchObject({kind: 'silent', reason: expect.stringContaining('another process has it')})
    expect(performance.now() - start).toBeLessThan(10_000)
    owner.close()
    expect(answer()).toEqual({kind: 'MAL-7'})
  })

  test('a link, also to a good one', () => {
    const elsewhere = `${path}.elsewhere`
    renameSync(path, elsewhere)
    symlinkSync(elsewhere, path)
    expect(answer()).toMatchObject({kind: 'silent', reason: expect.stringContaining('is a link')})
    expect(writeTo({folder, patience: 0, now: NOW}, () => 1)).toMatchObject({kind: 'failed'})
    expect(existsSync(elsewhere)).toBe(true)
  })

  test('a folder in its place', () => {
    rmSync(path)
    symlinkSync('/nowhere', path)
    expect(answer()).toMatchObject({kind: 'silent'})
  })

  test.each([
    ['the file', () => chmodSync(path, 0o666)],
    ['its folder', () => chmodSync(folder, 0o777)],
  ])('others can write %s', (_what, loosen) => {
    loosen()
    expect(answer()).toMatchObject({kind: 'silent', reason: expect.stringContaining('not to be trusted')})
  })

  test.runIf(process.getuid?.() === 0)("somebody else's", () => {
    chownSync(path, 12_345, 12_345)
    expect(answer()).toMatchObject({kind: 'silent', reason: expect.stringContaining('belongs to another user')})
  })
})

test('deleted: silent where a feed was taken', () => {
  for (const name of readdirSync(folder)) if (name.startsWith('reputation')) rmSync(join(folder, name))
  expect(answer()).toMatchObject({kind: 'silent', reason: expect.stringContaining('not in')})
})

test('an empty file is the beginning of one', () => {
  const fresh = cacheFolder()
  writeFileSync(databasePath(fresh), '', {mode: 0o600})
  expect(openReputation(fresh, NOW)).toMatchObject({kind: 'open'})
  expect(writeTo({folder: fresh, patience: 0, now: NOW}, (database) => versionOf(database))).toMatchObject({value: 1})
})

test('a clock that was moved changes nothing', () => {
  for (const now of [0, NOW * 3]) {
    const opening = openReputation(folder, now)
    expect(advisorySource(opening, folder, 'npm')).toMatchObject({kind: 'feed'})
    if (opening.kind === 'open') opening.reputation.close()
  }
})

describe('migration', () => {
  const steps = ['CREATE TABLE a (x)', "ALTER TABLE a ADD COLUMN y; INSERT INTO a VALUES (1, 'new')"]

  test('goes from any version to the last, and leaves a newer one alone', () => {
    const database = openDatabase(':memory:')
    migrate(database, steps.slice(0, 1))
    expect(versionOf(database)).toBe(1)
    migrate(database, steps)
    migrate(database, steps.slice(0, 1))
    expect(versionOf(database)).toBe(2)
    expect(database.prepare('SELECT * FROM a').all()).toEqual([{x: 1, y: 'new'}])
  })

  test('one that fails leaves everything as it was', () => {
    const database = openDatabase(':memory:')
    migrate(database, steps.slice(0, 1))
    expect(() => migrate(database, [...steps, 'CREATE NONSENSE'])).toThrow(/syntax/)
    expect(versionOf(database)).toBe(1)
    expect(database.prepare('SELECT count(*) AS n FROM a').get()).toEqual({n: 0})
  })

  test('an older database is brought up to date when it is opened', () => {
    const database = openDatabase(path)
    database.exec(
      'PRAGMA user_version = 0; DROP TABLE advisory; DROP TABLE feed; DROP TABLE feed_failure; DROP TABLE release; DROP TABLE package; DROP TABLE note',
    )
    database.close()
    expect(openReputation(folder, NOW)).toMatchObject({kind: 'open'})
    expect(answer()).toMatchObject({kind: 'silent', reason: expect.stringContaining('not in')})
  })
})

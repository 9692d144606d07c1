// Sources that hang and lie, disks that fail, databases that are damaged, locked and gone: what was in force stays, and what
// cannot be read is never taken for clean.

import {spawn, spawnSync} from 'node:child_process'
import {mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {describe, expect, onTestFinished, test} from 'vitest'
import {openDatabase} from '../../src/system/sqlite.ts'
import {FEED, feedInstallation} from '../support/feed-installation.ts'
import {sourceServer} from '../support/name-installation.ts'
import {asLines, osvEntry} from '../support/osv-entry.ts'
import {type Answer, answering, hanging, raw, serving} from '../support/source-server.ts'
import {zip} from '../support/zip.ts'

const ok = 'HTTP/1.1 200 OK\r\n'
const LINES = asLines(FEED)
const MANY = Array.from({length: 2000}, (_, at) =>
  osvEntry(`MAL-2026-${at}`, `evil-${at}`, {modified: '2026-11-02T00:00:00Z'}),
)
const ZIP = zip(MANY.map((entry, at) => ({path: `${at}.json`, content: JSON.stringify(entry)})))

async function withFeed(content: string = LINES) {
  const scratch = feedInstallation().withFiles({'feed.ndjson': content})
  const {code, stderr} = await scratch.sallyport('cache', 'update', 'advisories', 'npm', '--from', 'feed.ndjson')
  expect({code, stderr}).toEqual({code: 0, stderr: ''})
  return Object.assign(scratch, {database: join(scratch.reputationFolder, 'reputation.db')})
}

describe('a source that cannot be used leaves the feed in force', () => {
  test.each<[string, Answer, RegExp]>([
    ['404', answering(404), /it answered 404/],
    ['never answers', hanging, /1 second/],
    ['stops in the middle', raw(`${ok}content-length: 9000\r\n\r\n${LINES}`, true), /1 second/],
    ['breaks off', raw(`${ok}content-length: 9000\r\n\r\n${LINES}`), /broke off in the middle/],
    [
      'is longer than it says',
      raw(`${ok}content-length: ${LINES.length - 40}\r\n\r\n${LINES}`),
      /breaks off in line 2/,
    ],
    ['says that it is huge', raw(`${ok}content-length: 999999999999\r\n\r\n`, true), /larger than 2147483648 bytes/],
    [
      'redirects to http elsewhere',
      (response) => response.writeHead(302, {location: 'http://osv.example/'}).end(),
      /only redirects within https/,
    ],
    ['says that nothing changed since never', answering(304), /it answered 304/],
    ['sends a login page', serving('<!doctype html>'), /HTML/],
    ['sends nothing', serving(''), /it is empty/],
    ['sends a zip cut short', serving(ZIP.subarray(0, ZIP.length / 2)), /breaks off: it has no directory/],
    ['sends a zip with a damaged file', serving(Buffer.from(ZIP).fill(7, 60, 90)), /`0.json` in it is damaged/],
    ['sends a zip with a way out', serving(zip([{path: '../x.json', content: '{}'}])), /a path that leads out/],
    ['sends damaged gzip', serving(gzipSync(LINES).subarray(0, 50)), /gzip is damaged/],
    ['sends names', serving('{"express": 5}'), /1 of its 1 entries cannot be read/],
    [
      'sends terminal escapes',
      serving('{"id":"X-1","affected":[{"package":{"ecosystem":"npm","name":"\u009B2J"}}]}'),
      /cannot be read/,
    ],
    [
      'sends few of many',
      serving(asLines(FEED.slice(0, 1)) + asLines([osvEntry('PYSEC-1', 'x', {ecosystem: 'PyPI'})])),
      /less than half/,
    ],
  ])('%s', async (_what, answer, reason) => {
    const scratch = await withFeed(asLines([...FEED, osvEntry('MAL-2', 'e2')]))
    const {origin} = await sourceServer(answer)
    const update = ['cache', 'update', 'advisories', 'npm', '--from', origin, '--timeout', '1']
    const {code, stdout, stderr} = await scratch.sallyport(...update)
    expect({code, stdout}).toEqual({code: 69, stdout: ''})
    expect(stderr).toMatch(reason)
    expect(stderr).toMatch(
      /^sallyport: the advisories of npm were not updated: .*; those of \d{4}-\d\d-\d\d stay in force$/m,
    )
    expect(stderr).not.toMatch(/[\u001B\u009B]/)
    expect(await scratch.advisories()).toMatchObject({
      entries: 3,
      lastFailure: {reason: expect.stringMatching(/`http/)},
    })
    expect(readdirSync(scratch.reputationFolder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })
})

describe('the import is killed', () => {
  test('while it is fetched: the last feed stays, and nothing is left behind', async () => {
    const scratch = await withFeed()
    const source = await sourceServer(raw(`${ok}content-length: 900000\r\n\r\n${asLines(MANY)}`, true))
    const update = ['cache', 'update', 'advisories', 'npm', '--from', source.origin]
    const asked = source.asked()
    const child = spawn(scratch.install.program, update, {env: scratch.environment(), stdio: 'ignore'})
    const ended = new Promise((resolve) => child.once('close', (_code, signal) => resolve(signal)))
    await asked
    child.kill('SIGKILL')
    expect(await ended).toBe('SIGKILL')
    expect(await scratch.advisories()).toMatchObject({entries: 2})
    expect(readdirSync(scratch.reputationFolder).filter((name) => name.endsWith('.tmp'))).toEqual([])
    source.answerWith(serving(asLines(MANY)))
    expect((await scratch.sallyport(...update)).stdout).toContain('updated, 2000 advisories')
  })

  test('at any moment of putting it in force: the old feed or the new one, never half of it', async () => {
    const scratch = await withFeed()
    writeFileSync(join(scratch.project, 'many.zip'), ZIP)
    const update = ['cache', 'update', 'advisories', 'npm', '--force', '--from', 'many.zip']
    const started = performance.now()
    await scratch.sallyport(...update)
    const whole = performance.now() - started
    for (let share = 0.3; share < 1.1; share += 0.1) {
      await scratch.sallyport('cache', 'update', 'advisories', 'npm', '--force', '--from', 'feed.ndjson')
      const child = spawn(scratch.install.program, update, {
        env: scratch.environment(),
        cwd: scratch.project,
        stdio: 'ignore',
        timeout: Math.ceil(whole * share),
        killSignal: 'SIGKILL',
      })
      await new Promise((resolve) => child.once('close', resolve))
      const entries = (await scratch.advisories())?.entries
      expect([2, 2000]).toContain(entries)
      const database = openDatabase(scratch.database, {readOnly: true})
      expect(database.prepare('SELECT count(*) AS n FROM advisory').get()).toEqual({n: entries})
      expect(database.prepare('PRAGMA integrity_check').get()).toEqual({integrity_check: 'ok'})
      database.close()
    }
    // Killed between making a file and taking its name away, it leaves an empty one to the next writer, once it is old enough.
    for (const name of readdirSync(scratch.reputationFolder).filter((one) => one.endsWith('.tmp'))) {
      utimesSync(join(scratch.reputationFolder, name), 0, 0)
    }
    await scratch.sallyport('cache', 'update', 'advisories', 'npm', '--force', '--from', 'feed.ndjson')
    expect(readdirSync(scratch.reputationFolder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })
})

describe('the disk is full', () => {
  // Blocks of 512 bytes that a file may have: the staged feed takes some 420, the log of the database some 450.
  test.each([
    ['where the new feed is staged', 80, /sallyport` cannot be written/],
    ['where it is put in force', 440, /reputation\.db` cannot be written/],
  ])('%s: the last feed stays', async (_what, blocks, reason) => {
    const scratch = await withFeed()
    writeFileSync(join(scratch.project, 'many.ndjson'), asLines(MANY))
    const update = ['cache', 'update', 'advisories', 'npm', '--from', 'many.ndjson']
    const limited = `ulimit -f ${blocks}; exec "${scratch.install.program}" ${update.join(' ')}`
    const {code, stdout, stderr} = await scratch.run('/bin/sh', ['-c', limited])
    expect({code, stdout}).toEqual({code: 69, stdout: ''})
    expect(stderr).toMatch(reason)
    expect(stderr).toMatch(/; those of .* stay in force$/m)
    expect(await scratch.advisories()).toMatchObject({entries: 2})
    expect((await scratch.sallyport(...update)).stdout).toContain('updated, 2000')
  })

  test('behind that, where the log is worked off: the new feed is in force, and the log is worked off later', async () => {
    const scratch = await withFeed()
    writeFileSync(join(scratch.project, 'many.ndjson'), asLines(MANY))
    const update = ['cache', 'update', 'advisories', 'npm', '--from', 'many.ndjson']
    let code: number | null = 69
    for (let blocks = 444; code !== 0; blocks += 4) {
      const limited = `ulimit -f ${blocks}; exec "${scratch.install.program}" ${update.join(' ')}`
      code = (await scratch.run('/bin/sh', ['-c', limited])).code
      expect(await scratch.advisories()).toMatchObject({entries: code === 0 ? 2000 : 2})
    }
    const database = openDatabase(scratch.database)
    expect(database.prepare('PRAGMA integrity_check').get()).toEqual({integrity_check: 'ok'})
    database.close()
  })

  const canMount = process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0
  test.runIf(canMount)('really: a file system of its own with less than a megabyte', async ({skip}) => {
    const scratch = feedInstallation().withFiles({'feed.ndjson': LINES})
    mkdirSync(scratch.reputationFolder, {recursive: true, mode: 0o700})
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=600k,mode=0700', 'tmpfs', scratch.reputationFolder])
    if (mounted.status !== 0) skip('nothing may be mounted here')
    onTestFinished(() => void spawnSync('umount', [scratch.reputationFolder]))
    writeFileSync(join(scratch.project, 'many.zip'), ZIP)
    expect((await scratch.sallyport('cache', 'update', 'advisories', 'npm', '--from', 'feed.ndjson')).code).toBe(0)
    const {code, stderr} = await scratch.sallyport('cache', 'update', 'advisories', 'npm', '--from', 'many.zip')
    expect({code, stderr}).toEqual({code: 69, stderr: expect.stringMatching(/cannot be written .*\nhint: make room/)})
    expect(await scratch.advisories()).toMatchObject({entries: 2})
    expect(await scratch.decision('npm', 'install', 'express')).toMatchObject({verdict: 'allow', silentSources: []})
  })
})

describe('a feed that was taken and cannot be read makes a question of every command', () => {
  const unreadable: readonly [string, (path: string) => void, RegExp][] = [
    ['cut short', (path) => truncateSync(path, statSync(path).size / 2), /is damaged .* was set aside/],
    ['garbage', (path) => writeFileSync(path, 'x'.repeat(50_000)), /is damaged .* was set aside/],
    ['gone', (path) => rmSync(path), /not in `.*` any more/],
    ['newer', (path) => change(path, 'PRAGMA user_version = 99'), /newer sallyport/],
    ['without its feed', (path) => change(path, 'DELETE FROM feed'), /not in `.*` any more/],
  ]
  test.each(unreadable)('%s', async (_what, damage, reason) => {
    const scratch = await withFeed()
    for (const ending of ['-wal', '-shm']) rmSync(`${scratch.database}${ending}`, {force: true})
    damage(scratch.database)
    const first = await scratch.decision('npm', 'install', 'express')
    expect(first).toMatchObject({
      verdict: 'unclear',
      silentSources: ['advisories'],
      unclear: [{code: 'unclear', message: expect.stringMatching(reason)}],
      coverage: {unjudged: [expect.stringMatching(/^is not judged by advisories: /)]},
    })
    const refused = await scratch.run('npm', ['install', 'express'])
    expect(refused.code).toBe(75)
    expect(refused.stderr).toContain('is not judged by advisories')
    expect(scratch.callsOf('npm')).toEqual([])
    // Other ecosystems are not concerned, nor is what comes from elsewhere.
    expect(await scratch.decision('docker', 'pull', 'nginx')).toMatchObject({silentSources: []})
    const status = await scratch.sallyport('cache', 'status')
    expect(status.code).toBe(69)
    expect((await scratch.sallyport('doctor')).stdout).toMatch(/^broken .*(?:advisories|reputation)/m)
  })

  test('damage is said once, the damaged file is kept, and the next update mends everything', async () => {
    const scratch = await withFeed()
    writeFileSync(scratch.database, 'x'.repeat(50_000))
    const words = ['npm', 'install', 'express']
    expect((await scratch.decision(...words)).unclear[0].message).toContain('was set aside as')
    expect((await scratch.decision(...words)).unclear[0].message).not.toContain('set aside')
    const [aside = ''] = readdirSync(scratch.reputationFolder).filter((name) => name.includes('.damaged-'))
    expect(readFileSync(join(scratch.reputationFolder, aside), 'utf8')).toBe('x'.repeat(50_000))
    expect((await scratch.sallyport('cache', 'update', 'advisories', 'npm', '--from', 'feed.ndjson')).code).toBe(0)
    expect(await scratch.decision(...words)).toMatchObject({verdict: 'allow', silentSources: []})
    expect((await scratch.sallyport('doctor')).stdout).toContain('a damaged one was set aside')
  })

  test('without its table', async () => {
    const scratch = await withFeed()
    change(scratch.database, 'DROP TABLE advisory')
    const {verdict, unclear} = await scratch.decision('npm', 'install', 'express')
    expect(verdict).toBe('unclear')
    expect(unclear[0].message).toContain('does not answer: no such table')
  })

  test('locked by somebody: a bounded wait', async () => {
    const scratch = await withFeed()
    const owner = openDatabase(scratch.database)
    owner.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE')
    expect(await scratch.decision('npm', 'install', 'express')).toMatchObject({
      verdict: 'unclear',
      unclear: [{message: expect.stringContaining('another process has it for itself')}],
    })
    owner.close()
    expect(await scratch.decision('npm', 'install', 'express')).toMatchObject({verdict: 'allow'})
  })

  test('a policy can say that it is a note', async () => {
    const scratch = (await withFeed()).withHomeFiles({
      '.config/sallyport/policy.yaml': 'version: 1\nrules:\n  unclear: note\n',
    })
    rmSync(scratch.database)
    expect(await scratch.decision('npm', 'install', 'express')).toMatchObject({
      verdict: 'allow',
      silentSources: ['advisories'],
    })
  })
})

test('two updates at once: both succeed and the feed is whole', async () => {
  const scratch = await withFeed()
  writeFileSync(join(scratch.project, 'many.zip'), ZIP)
  const update = ['cache', 'update', 'advisories', 'npm', '--from', 'many.zip']
  const all = await Promise.all(Array.from({length: 3}, () => scratch.sallyport(...update)))
  expect(all.map(({code}) => code)).toEqual([0, 0, 0])
  expect(await scratch.advisories()).toMatchObject({entries: 2000})
})

function change(path: string, sql: string): void {
  const database = openDatabase(path)
  database.exec(sql)
  database.close()
}

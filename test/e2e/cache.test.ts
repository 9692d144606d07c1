// `sallyport cache`: newer names from a source take the place of the bundled ones, and whatever goes wrong leaves what was.

import {spawn} from 'node:child_process'
import {mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {createServer, type RequestListener} from 'node:http'
import {createServer as createSecureServer} from 'node:https'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {describe, expect, onTestFinished, test} from 'vitest'
import {type IndexContent, writeNameIndex} from '../../src/reputation/write-name-index.ts'
import {Scratch} from '../support/scratch.ts'
import {type Answer, hanging, raw, serving, startSourceServer} from '../support/source-server.ts'

const BUNDLED = '2020-01-01'
const NEWER = 'Mon, 01 Jun 2020 00:00:00 GMT'
const OLDER = 'Tue, 01 Jan 2019 00:00:00 GMT'

/** The bundled index knows no `quantumleap`; the newer table does. */
const OLD_NAMES = ['express', 'lodash', 'react', 'typescript']
const TABLE = ['quantumleap', ...OLD_NAMES].map((name, rank) => `${name}\t${900_000_000 - rank}`).join('\n')

function indexOf(names: readonly string[], date: string, ecosystem: IndexContent['ecosystem'] = 'npm'): Uint8Array {
  return writeNameIndex({
    ecosystem,
    date,
    sources: {'test-names': names.length},
    figures: ecosystem === 'npm' ? 'downloads' : ecosystem === 'pypi' ? 'rank' : 'official-image',
    names: names.map((name, rank) => ({name, figure: ecosystem === 'npm' ? 900_000_000 - rank : 0})),
    members: ecosystem === 'pypi' ? [...names, 'obscure'] : [],
  })
}

/** An installation whose bundled indexes are small and old, so that the tests do not depend on the day they run. */
function installation() {
  const scratch = new Scratch().withNode().installShims()
  onTestFinished(() => scratch.remove())
  scratch.withFakeTool({name: 'npm'})
  const data = join(scratch.install.prefix, 'lib/dist/data')
  for (const [ecosystem, names] of [
    ['npm', OLD_NAMES],
    ['pypi', ['requests', 'boto3']],
    ['docker', ['nginx', 'redis']],
  ] as const) {
    const path = join(data, `${ecosystem}.names`)
    // A hard link to the bundle of all tests.
    rmSync(path)
    writeFileSync(path, indexOf(names, BUNDLED, ecosystem))
  }
  const cache = join(scratch.home, '.cache/sallyport/names')
  const sallyport = (...args: readonly string[]) => scratch.run(scratch.install.program, args)
  const status = async (ecosystem = 'npm') => {
    const {stdout} = await sallyport('cache', 'status', '--json')
    return JSON.parse(stdout).names.find((one: {ecosystem: string}) => one.ecosystem === ecosystem)
  }
  /** The verdict on a name that only the newer table resembles. */
  const verdict = async () => {
    const input = 'quantumlaep\n'
    const {stdout} = await scratch.run(scratch.install.program, ['names', '--ecosystem', 'npm'], {input})
    return stdout.split('\t')[0]
  }
  return Object.assign(scratch, {cache, data, sallyport, status, verdict})
}

async function server(answer: Answer) {
  const started = await startSourceServer(answer)
  onTestFinished(() => started.close())
  return started
}

describe('cache update', () => {
  test('from an address: judged by the new names at once, and the second time nothing is fetched', async () => {
    const scratch = installation()
    const {origin, requests} = await server(serving(TABLE, {etag: '"one"', lastModified: NEWER}))
    expect(await scratch.verdict()).toBe('ok')

    const first = await scratch.sallyport('cache', 'update', 'npm', '--from', `${origin}/names.tsv`)
    expect(first).toMatchObject({code: 0, stderr: ''})
    expect(first.stdout).toBe('npm: updated, 5 names as of 2020-06-01; before: 4 as of 2020-01-01\n')
    expect(await scratch.verdict()).toBe('lookalike')
    const check = await scratch.sallyport('check', '--json', '--', 'npm', 'install', 'quantumlaep')
    expect(check.code).toBe(75)
    expect(JSON.parse(check.stdout)).toMatchObject({data: {indexDate: '2020-06-01'}})

    const second = await scratch.sallyport('cache', 'update', 'npm', '--from', `${origin}/names.tsv`)
    expect(second.stdout).toBe('npm: up to date, 5 names as of 2020-06-01\n')
    expect(requests.map(({headers}) => headers['if-none-match'])).toEqual([undefined, '"one"'])
    expect(requests[1]?.headers['if-modified-since']).toBe(NEWER)
    expect(await scratch.status()).toMatchObject({
      origin: 'updated',
      path: join(scratch.cache, 'npm.names'),
      names: 5,
      date: '2020-06-01',
      fetchedFrom: [{role: 'names', location: `${origin}/names.tsv`, etag: '"one"'}],
      unused: null,
      lastFailure: null,
    })
    expect(statSync(scratch.cache).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(scratch.cache)) expect(statSync(join(scratch.cache, name)).mode & 0o777).toBe(0o600)
  })

  test('a source that changed is taken, and --force fetches what has not', async () => {
    const scratch = installation()
    const source = await server(serving(TABLE, {etag: '"one"', lastModified: NEWER}))
    const update = ['cache', 'update', 'npm', '--from', source.origin]
    await scratch.sallyport(...update)
    expect((await scratch.sallyport(...update, '--force')).stdout).toContain('up to date')
    expect(source.requests.at(-1)?.headers['if-none-match']).toBeUndefined()
    source.answerWith(serving(`${TABLE}\nwebpack\t5000`, {etag: '"two"', lastModified: NEWER}))
    expect((await scratch.sallyport(...update)).stdout).toContain('updated, 6 names')
  })

  test.each([
    ['a path', 'names.tsv', 'names.tsv'],
    ['a packed file', 'names.tsv.gz', 'names.tsv.gz'],
    ['a `file:` address', 'names.json', undefined],
  ])('from %s', async (_what, name, from) => {
    const scratch = installation()
    const path = join(scratch.project, name)
    const json = JSON.stringify(Object.fromEntries(TABLE.split('\n').map((row) => row.split('\t'))))
    writeFileSync(path, name.endsWith('.gz') ? gzipSync(TABLE) : name.endsWith('.json') ? json : TABLE)
    const update = ['cache', 'update', 'npm', '--from', from ?? `file://${path}`]
    expect(await scratch.sallyport(...update)).toMatchObject({code: 0, stdout: expect.stringContaining('5 names')})
    expect((await scratch.sallyport(...update)).stdout).toContain('up to date')
    expect(await scratch.verdict()).toBe('lookalike')
  })

  test("from a team's own index", async () => {
    const scratch = installation()
    const {origin} = await server(serving(indexOf(['quantumleap', ...OLD_NAMES], '2020-03-01'), {lastModified: NEWER}))
    const {stdout} = await scratch.sallyport('cache', 'update', 'npm', '--from', origin)
    expect(stdout).toContain('5 names as of 2020-03-01')
    expect(await scratch.status()).toMatchObject({sources: {'test-names': 5}})
  })

  test('of PyPI: the most used and all names; when one list changes, both are read', async () => {
    const scratch = installation()
    const statistic = JSON.stringify({
      last_update: '2020-07-01 08:00:00',
      rows: ['requests', 'boto3', 'quantumleap'].map((project, rank) => ({project, download_count: 900 - rank})),
    })
    const simple = (...names: string[]) => JSON.stringify({meta: {}, projects: names.map((name) => ({name}))})
    let every = serving(simple('Requests', 'boto3', 'quantumleap', 'brand_new'), {etag: '"all-1"'})
    const source = await server((response, request) =>
      (request.url === '/simple/' ? every : serving(statistic, {etag: '"top"'}))(response, request),
    )
    for (const [key, path] of [
      ['pypi', '/top.json'],
      ['pypi-all', '/simple/'],
    ]) {
      await scratch.sallyport('config', 'set', `names-source-${key}`, `${source.origin}${path}`)
    }
    expect((await scratch.sallyport('cache', 'update')).stdout).toContain('pypi: updated, 3 names')
    expect(await scratch.status('pypi')).toMatchObject({sources: {'pypi-popularity': 3, 'pypi-all-names': 4}})
    expect((await scratch.sallyport('cache', 'update')).stdout).toContain('pypi: up to date')
    every = serving(simple('requests', 'boto3', 'quantumleap', 'brand-new', 'newest'), {etag: '"all-2"'})
    expect(await scratch.sallyport('cache', 'update')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/updated/),
    })
    const input = 'newest\nbrand.new\nnobody-has-this\n'
    const {stdout} = await scratch.run(scratch.install.program, ['names', '--ecosystem', 'pypi'], {input})
    expect(stdout.split('\n').map((line) => line.split('\t')[0])).toEqual(['ok', 'ok', 'unknown', ''])
  })

  test('of PyPI without a list of all names is refused, and says what to add', async () => {
    const scratch = installation()
    const {code, stderr} = await scratch
      .withFiles({'top.txt': 'requests\nboto3\nsix\n'})
      .sallyport('cache', 'update', 'pypi', '--from', 'top.txt')
    expect(code).toBe(69)
    expect(stderr).toContain('names-source-pypi-all')
  })

  test('of Docker leaves out what was removed', async () => {
    const scratch = installation().withFiles({
      'images.tsv': 'name\tstatus\nnginx\tactive\nredis\tactive\njava\tremoved\n',
    })
    await scratch.sallyport('cache', 'update', 'docker', '--from', 'images.tsv')
    expect(await scratch.status('docker')).toMatchObject({origin: 'updated', names: 2})
  })
})

const html = '<!doctype html><title>Sign in</title>'
const ok = 'HTTP/1.1 200 OK\r\n'
const redirecting =
  (location: string): Answer =>
  (response) =>
    response.writeHead(302, {location}).end()
const answering =
  (status: number): Answer =>
  (response) =>
    response.writeHead(status).end(html)

describe('a source that cannot be used leaves the index in force', () => {
  test.each<[string, Answer, RegExp]>([
    ['404', answering(404), /it answered 404/],
    ['500', answering(500), /it answered 500/],
    ['wants credentials', answering(401), /it wants credentials/],
    ['says that nothing changed since never', answering(304), /it answered 304/],
    ['never answers', hanging, /said nothing for 1 second|took longer than 1 second/],
    ['stops in the middle', raw(`${ok}content-length: 900\r\n\r\n${TABLE}`, true), /1 second/],
    ['breaks off', raw(`${ok}content-length: 900\r\n\r\n${TABLE}`), /broke off in the middle/],
    [
      'breaks off between chunks',
      raw(`${ok}transfer-encoding: chunked\r\n\r\n5\r\nlodas\r\n`),
      /broke off in the middle/,
    ],
    ['is longer than it says', raw(`${ok}content-length: 21\r\n\r\n${TABLE}`), /less than half of the 4/],
    ['says that it is huge', raw(`${ok}content-length: 999999999999\r\n\r\n`, true), /larger than 268435456 bytes/],
    ['speaks another protocol', raw('SSH-2.0-OpenSSH_9.9\r\n'), /could not be reached/],
    [
      'redirects to http elsewhere',
      redirecting('http://registry.example/names'),
      /redirects to `http:\/\/registry.example`/,
    ],
    ['redirects to a file', redirecting('file:///etc/passwd'), /only redirects within https/],
    ['redirects to nonsense', redirecting('http://[/'), /no address/],
    ['sends a login page', serving(html), /HTML/],
    ['sends JSON of something else', serving('{"message": "no"}'), /message in JSON/],
    ['sends nothing', serving(''), /it is empty/],
    ['sends damaged gzip', serving(gzipSync(TABLE).subarray(0, 40)), /its gzip is damaged/],
    ['sends binary', serving(Buffer.from([0xff, 0xfe, 0, 1, 2, 3])), /no text in UTF-8/],
    ['sends terminal escapes', serving('\u001B]0;owned\u0007\n'), /\\u\{1b\}\]0;owned/],
    ['sends few names', serving('express\t5\n'), /holds 1 names, less than half of the 4 in force/],
    [
      'sends a list in order of letters',
      serving(Array.from({length: 99}, (_, at) => `a${at + 100}`).join('\n')),
      /order of letters/,
    ],
    ['is older than the bundled', serving(TABLE, {lastModified: OLDER}), /as of 2019-01-01, older than the bundled/],
    [
      'is of the future',
      serving(JSON.stringify({last_update: '9999-01-01', rows: [{name: 'a', downloads: 1}]})),
      /future/,
    ],
    ['sends an index of another ecosystem', serving(indexOf(['six'], '2020-05-05', 'pypi')), /index of pypi/],
    ['sends an index cut short', serving(indexOf(OLD_NAMES, '2020-05-05').subarray(0, 1060)), /cut short/],
    [
      'sends an index with a bad name',
      serving(indexOf(['\u001B[2J', ...OLD_NAMES], '2020-05-05')),
      /name 1 of 5 is none/,
    ],
    [
      'sends an index in disorder',
      serving(indexOf(OLD_NAMES, '2020-05-05').map((byte, at) => (at > 1040 && at < 1090 ? byte ^ 1 : byte))),
      /cannot be used|not found|is none/,
    ],
  ])('%s', async (_what, answer, reason) => {
    const scratch = installation()
    const {origin} = await server(answer)
    const {code, stdout, stderr} = await scratch.sallyport('cache', 'update', 'npm', '--from', origin, '--timeout', '1')
    expect({code, stdout}).toEqual({code: 69, stdout: ''})
    expect(stderr).toMatch(reason)
    expect(stderr).toMatch(/^sallyport: npm was not updated: .*; the index of 2020-01-01 stays in force$/m)
    expect(stderr).not.toContain('\u001B')
    expect(await scratch.verdict()).toBe('ok')
    expect(await scratch.status()).toMatchObject({
      origin: 'bundled',
      lastFailure: {reason: expect.stringMatching(/`http/)},
    })
  })

  test('nobody listens', async () => {
    const {code, stderr} = await installation().sallyport(
      'cache',
      'update',
      'npm',
      '--from',
      'http://127.0.0.1:9/names',
    )
    expect({code, stderr}).toEqual({code: 69, stderr: expect.stringContaining('could not be reached')})
  })

  test.each([
    ['no such file', 'nowhere.tsv', /no such file/],
    ['a folder', '.', /no regular file/],
    ['a device', '/dev/zero', /no regular file/],
  ])('%s', async (_what, from, reason) => {
    const {code, stderr} = await installation().sallyport('cache', 'update', 'npm', '--from', from)
    expect({code, stderr}).toEqual({code: 69, stderr: expect.stringMatching(reason)})
  })

  test('--force takes an older or smaller one than the last, but never one older than the bundled', async () => {
    const scratch = installation()
    const source = await server(serving(TABLE, {lastModified: NEWER}))
    const update = ['cache', 'update', 'npm', '--from', source.origin]
    await scratch.sallyport(...update)
    source.answerWith(serving('express\t5', {lastModified: 'Sat, 01 Feb 2020 00:00:00 GMT'}))
    const refused = await scratch.sallyport(...update)
    expect(refused.stderr).toContain('hint: `sallyport cache update npm --force`')
    expect((await scratch.sallyport(...update, '--force')).stdout).toContain('updated, 1 names as of 2020-02-01')
    source.answerWith(serving(TABLE, {lastModified: OLDER}))
    expect(await scratch.sallyport(...update, '--force')).toMatchObject({
      code: 69,
      stderr: expect.not.stringContaining('--force'),
    })
  })

  test('one of several: each is told, and the others are updated', async () => {
    const scratch = installation()
    const {origin} = await server((response, request) =>
      (request.url === '/npm' ? serving(TABLE, {lastModified: NEWER}) : answering(404))(response, request),
    )
    await scratch.sallyport('config', 'set', 'names-source-npm', `${origin}/npm`)
    await scratch.sallyport('config', 'set', 'names-source-docker', `${origin}/docker`)
    const {code, stdout, stderr} = await scratch.sallyport('cache', 'update')
    expect(code).toBe(69)
    expect(stdout).toContain('npm: updated')
    expect(stderr).toContain('docker was not updated')
    expect(stderr).not.toContain('pypi')
  })

  test('a folder that cannot be written', async () => {
    const scratch = installation().withFiles({'names.tsv': TABLE})
    mkdirSync(join(scratch.home, '.cache'), {recursive: true})
    writeFileSync(join(scratch.home, '.cache/sallyport'), 'a file where the folder should be')
    const {code, stderr} = await scratch.sallyport('cache', 'update', 'npm', '--from', 'names.tsv')
    expect(code).toBe(69)
    expect(stderr).toMatch(
      /^sallyport: npm was not updated: .*cannot be written.*\nhint: make `.*` a folder that you can write to\n$/,
    )
    expect(await scratch.verdict()).toBe('ok')
  })

  test('killed in the middle: the last one stays, and what was left behind is cleared away', async () => {
    const scratch = installation()
    const source = await server(serving(TABLE, {lastModified: NEWER}))
    const update = ['cache', 'update', 'npm', '--from', source.origin]
    await scratch.sallyport(...update)
    const before = readFileSync(join(scratch.cache, 'npm.names'))
    source.answerWith(raw(`${ok}content-length: 900\r\n\r\n${TABLE}`, true))
    const asked = source.asked()
    const child = spawn(scratch.install.program, update, {env: scratch.environment(), stdio: 'ignore'})
    const ended = new Promise((resolve) => child.once('close', (_code, signal) => resolve(signal)))
    await asked
    child.kill('SIGKILL')
    expect(await ended).toBe('SIGKILL')
    expect(readFileSync(join(scratch.cache, 'npm.names')).equals(before)).toBe(true)
    expect(await scratch.verdict()).toBe('lookalike')

    writeFileSync(join(scratch.cache, '.npm.names.4711.tmp'), 'half an index')
    source.answerWith(serving(`${TABLE}\nwebpack\t5000`, {lastModified: NEWER}))
    expect((await scratch.sallyport(...update)).stdout).toContain('updated, 6 names')
    expect(readdirSync(scratch.cache).sort()).toEqual(['npm.json', 'npm.names', 'update.lock'])
  })

  test('the disk gives out in the middle of the new index: the last one stays, and its origin is known', async () => {
    const scratch = installation()
    const source = await server(serving(TABLE, {lastModified: NEWER}))
    const update = ['cache', 'update', 'npm', '--from', source.origin]
    await scratch.sallyport(...update)
    source.answerWith(serving(`${TABLE}\nwebpack\t5000`, {lastModified: NEWER}))
    // Files end at 1024 bytes: the record is shorter, the index longer.
    const limited = `ulimit -f 2; exec "${scratch.install.program}" ${update.join(' ')}`
    const {code, stdout, stderr} = await scratch.run('/bin/sh', ['-c', limited])
    expect({code, stdout}).toEqual({code: 69, stdout: ''})
    expect(stderr).toContain('cannot be written (EFBIG')
    expect(await scratch.verdict()).toBe('lookalike')
    expect(await scratch.status()).toMatchObject({origin: 'updated', names: 5, fetchedFrom: [{}], unused: null})
    expect((await scratch.sallyport(...update)).stdout).toContain('updated, 6 names')
  })

  test('two at once: both succeed and the index is whole', async () => {
    const scratch = installation()
    const {origin} = await server(serving(TABLE, {lastModified: NEWER}))
    const both = await Promise.all(
      Array.from({length: 3}, () => scratch.sallyport('cache', 'update', 'npm', '--from', origin)),
    )
    expect(both.map(({code}) => code)).toEqual([0, 0, 0])
    expect(await scratch.status()).toMatchObject({origin: 'updated', names: 5, unused: null})
  })
})

describe('cache status and doctor', () => {
  test('tell the age, and doctor what is too old', async () => {
    const {sallyport} = installation()
    const {code, stdout} = await sallyport('cache', 'status')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^npm {5}4 names as of 2020-01-01 \(\d{4,} days old\)$/m)
    expect((await sallyport('doctor')).stdout).toMatch(
      /^note .* as of 2020-01-01, \d{4,} days old .*\n +hint: `sallyport cache update/m,
    )
  })

  test('an index that is missing altogether: 69', async () => {
    const scratch = installation()
    rmSync(join(scratch.data, 'npm.names'))
    const {code, stdout} = await scratch.sallyport('cache', 'status')
    expect({code, stdout}).toEqual({code: 69, stdout: expect.stringContaining('hint: run `install.sh` again')})
  })

  test('what the record and the index hold cannot act on a terminal', async () => {
    const scratch = installation().withFiles({'names.tsv': TABLE})
    await scratch.sallyport('cache', 'update', 'npm', '--from', 'names.tsv')
    const record = JSON.parse(readFileSync(join(scratch.cache, 'npm.json'), 'utf8'))
    record.updates[0].sources[0].location = '\u001B[2J\u202E'
    record.lastFailure = {time: '\u009B2J', reason: '\u001B[8m'}
    writeFileSync(join(scratch.cache, 'npm.json'), JSON.stringify(record))
    for (const words of [['status'], ['status', '--json']]) {
      const {stdout} = await scratch.sallyport('cache', ...words)
      expect(stdout).toMatch(/2J/)
      expect(stdout).not.toMatch(/[\u001B\u009B\u202E]/)
    }
  })
})

describe('an updated index that is not used', () => {
  test.each([
    ['damaged', Buffer.from('SALLYNAM'), /no sallyport name index/],
    ['older than the bundled', indexOf(['quantumleap'], '2019-12-31'), /older than the bundled one of 2020-01-01/],
  ])(
    '%s: the bundled one judges, and status, doctor and another update say and mend it',
    async (_what, bytes, reason) => {
      const scratch = installation()
      const {origin, requests} = await server(serving(TABLE, {etag: '"one"', lastModified: NEWER}))
      await scratch.sallyport('cache', 'update', 'npm', '--from', origin)
      writeFileSync(join(scratch.cache, 'npm.names'), bytes)
      expect(await scratch.verdict()).toBe('ok')
      expect(await scratch.status()).toMatchObject({origin: 'bundled', unused: {reason: expect.stringMatching(reason)}})
      for (const command of [['cache', 'status'], ['doctor']]) {
        const {stdout} = await scratch.sallyport(...command)
        expect(stdout).toMatch(reason)
        expect(stdout).toContain('hint: `sallyport cache update npm`')
      }
      expect((await scratch.sallyport('cache', 'update', 'npm', '--from', origin)).stdout).toContain('updated')
      expect(requests.at(-1)?.headers['if-none-match']).toBeUndefined()
      expect(await scratch.verdict()).toBe('lookalike')
    },
  )

  test('changed afterwards in a way that still opens: status and doctor say so', async () => {
    const scratch = installation().withFiles({'names.tsv': TABLE})
    await scratch.sallyport('cache', 'update', 'npm', '--from', 'names.tsv')
    writeFileSync(join(scratch.cache, 'npm.names'), indexOf(['evil', ...OLD_NAMES], '2026-01-01'))
    for (const command of [['cache', 'status'], ['doctor']]) {
      expect((await scratch.sallyport(...command)).stdout).toContain('was changed after')
    }
  })
})

describe('sources', () => {
  test('none is built in: says how to set one', async () => {
    const {code, stdout, stderr} = await installation().sallyport('cache', 'update')
    expect({code, stdout}).toEqual({code: 64, stdout: ''})
    expect(stderr).toMatch(
      /^sallyport: no source of names is set.*\nhint: `sallyport config set names-source-npm URL\|FILE`/,
    )
  })

  test('are set, shown and unset', async () => {
    const {sallyport} = installation()
    const get = async () => (await sallyport('config', 'get', 'names-source-npm')).stdout
    expect(await get()).toBe('none\n')
    await sallyport('config', 'set', 'names-source-npm', 'https://me:hunter2@names.example/npm.tsv')
    expect(await get()).toBe('https://***@names.example/npm.tsv\n')
    expect((await sallyport('config', 'list')).stdout).toMatch(
      /^names-source-npm=https:\/\/\*\*\*@names\.example\/npm\.tsv {2}#/m,
    )
    await sallyport('config', 'set', 'names-source-npm', 'none')
    expect(await get()).toBe('none\n')
  })

  test.each([
    'http://names.example/npm.tsv',
    'ftp://names.example/x',
    'names.tsv',
    'https://[',
    'http://127.0.0.1.example/',
  ])('%s is refused', async (source) => {
    const {code, stderr} = await installation().sallyport('config', 'set', 'names-source-npm', source)
    expect({code, stderr}).toEqual({code: 64, stderr: expect.stringContaining('`https:` address')})
  })

  test('over http from another machine is refused before anything is sent', async () => {
    const {code, stderr} = await installation().sallyport(
      'cache',
      'update',
      'npm',
      '--from',
      'http://me:hunter2@names.example/',
    )
    expect(code).toBe(64)
    expect(stderr).toContain('use `https:`')
    expect(stderr).not.toContain('hunter2')
  })

  test('a password goes to the source and nowhere else', async () => {
    const scratch = installation()
    const source = await server(serving(TABLE, {lastModified: NEWER}))
    const from = source.origin.replace('://', '://me:hunter%202@')
    const said: string[] = []
    const run = async (...args: readonly string[]) => {
      const {stdout, stderr} = await scratch.sallyport(...args)
      said.push(stdout, stderr)
    }
    await run('cache', 'update', 'npm', '--from', `${from}/?token=hunter2#hunter2`)
    source.answerWith(answering(403))
    await run('cache', 'update', 'npm', '--from', `${from}/?token=hunter2`)
    await run('cache', 'status')
    await run('cache', 'status', '--json')
    await run('doctor')
    const credentials = `Basic ${Buffer.from('me:hunter 2').toString('base64')}`
    expect(source.requests.map(({headers}) => headers.authorization)).toEqual([credentials, credentials])
    said.push(readFileSync(join(scratch.cache, 'npm.json'), 'utf8'))
    expect(said.join('')).toContain('***@127.0.0.1')
    expect(said.join('')).not.toMatch(/hunter/)
  })

  test('over https: redirects within https are followed, and credentials stay with the first host', async ({skip}) => {
    const scratch = installation()
    const [key, certificate] = [join(scratch.root, 'key.pem'), join(scratch.root, 'certificate.pem')]
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
    const made = await scratch
      .run('openssl', [
        'req',
        '-x509',
        '-nodes',
        '-newkey',
        'rsa:2048',
        '-days',
        '2',
        ...subject,
        '-keyout',
        key,
        '-out',
        certificate,
      ])
      .catch(() => undefined)
    if (made?.code !== 0) skip('openssl is not there to make a certificate')
    const seen: (readonly [string, string | undefined])[] = []
    const {port, close} = await startTlsServer(
      {key: readFileSync(key), cert: readFileSync(certificate)},
      (request, response) => {
        const {headers, url = ''} = request
        seen.push([`${headers.host?.split(':')[0]}${url}`, headers.authorization])
        const hops: Record<string, string> = {
          '/first': '/second',
          '/second': `https://127.0.0.1:${port}/names`,
          '/loop': '/loop',
        }
        if (hops[url] !== undefined) response.writeHead(302, {location: hops[url]}).end()
        else if (url === '/down') response.writeHead(301, {location: `http://localhost:${port}/names`}).end()
        else response.end(TABLE)
      },
    )
    onTestFinished(close)
    const update = (path: string, env = {NODE_EXTRA_CA_CERTS: certificate}) => {
      const words = ['cache', 'update', 'npm', '--from', `https://me:pass@localhost:${port}${path}`]
      return scratch.run(scratch.install.program, words, {env})
    }
    expect(await update('/first')).toMatchObject({code: 0, stdout: expect.stringContaining('5 names')})
    const credentials = `Basic ${btoa('me:pass')}`
    expect(seen).toEqual([
      ['localhost/first', credentials],
      ['localhost/second', credentials],
      ['127.0.0.1/names', undefined],
    ])
    expect((await update('/loop')).stderr).toContain('redirects more than 5 times')
    expect((await update('/down')).stderr).toContain('only redirects within https')
    expect((await update('/first', {NODE_EXTRA_CA_CERTS: '/dev/null'})).stderr).toContain('self-signed certificate')
  })

  test('from another machine goes through the proxy of the environment, from this one does not', async () => {
    const scratch = installation()
    const asked: (string | undefined)[] = []
    const proxy = createServer()
    proxy.on('connect', (request, socket) => {
      asked.push(request.url)
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    })
    await new Promise<void>((resolve) => {
      proxy.listen(0, '127.0.0.1', resolve)
    })
    onTestFinished(() => void proxy.close())
    const source = await server(serving(TABLE, {lastModified: NEWER}))
    const {port} = proxy.address() as AddressInfo
    const env = {HTTPS_PROXY: `http://me:hunter2@127.0.0.1:${port}`, HTTP_PROXY: `http://127.0.0.1:${port}`}
    const update = (from: string, change: Record<string, string> = env) =>
      scratch.run(scratch.install.program, ['cache', 'update', 'npm', '--from', from], {env: change})
    const beyond = await update('https://names.example/npm.tsv')
    expect(beyond.code).toBe(69)
    expect(beyond.stderr).not.toContain('hunter2')
    const isOld = beyond.stderr.includes('this Node is too old')
    expect(asked).toEqual(isOld ? [] : ['names.example:443'])
    expect((await update(source.origin)).code).toBe(0)
    const nonsense = await update('https://names.example/npm.tsv', {HTTPS_PROXY: 'me:hunter2@nowhere'})
    expect(nonsense.stderr).toMatch(/^sallyport: nothing was updated: .*\nhint: /)
    expect(nonsense.stderr).not.toContain('hunter2')
  })
})

/** Told apart from the plain server: the certificate is made for each run. */
async function startTlsServer(identity: {readonly key: Buffer; readonly cert: Buffer}, answer: RequestListener) {
  const secure = createSecureServer(identity, answer)
  await new Promise<void>((resolve) => {
    secure.listen(0, '127.0.0.1', resolve)
  })
  const {port} = secure.address() as AddressInfo
  return {port, close: () => secure.close().closeAllConnections()}
}

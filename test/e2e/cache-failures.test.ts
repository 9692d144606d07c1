// `sallyport cache update` from sources that hang, lie and break off, on disks that fail: whatever goes wrong leaves what was.

import {spawn} from 'node:child_process'
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {describe, expect, test} from 'vitest'
import {indexOf, installation, NEWER, OLD_NAMES, OLDER, sourceServer, TABLE} from '../support/name-installation.ts'
import {type Answer, answering, hanging, raw, serving} from '../support/source-server.ts'

const html = '<!doctype html><title>Sign in</title>'
const ok = 'HTTP/1.1 200 OK\r\n'
const redirecting =
  (location: string): Answer =>
  (response) =>
    response.writeHead(302, {location}).end()

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
    const {origin} = await sourceServer(answer)
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
    const source = await sourceServer(serving(TABLE, {lastModified: NEWER}))
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
    const {origin} = await sourceServer((response, request) =>
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
    const source = await sourceServer(serving(TABLE, {lastModified: NEWER}))
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
    const source = await sourceServer(serving(TABLE, {lastModified: NEWER}))
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
    const {origin} = await sourceServer(serving(TABLE, {lastModified: NEWER}))
    const both = await Promise.all(
      Array.from({length: 3}, () => scratch.sallyport('cache', 'update', 'npm', '--from', origin)),
    )
    expect(both.map(({code}) => code)).toEqual([0, 0, 0])
    expect(await scratch.status()).toMatchObject({origin: 'updated', names: 5, unused: null})
  })
})

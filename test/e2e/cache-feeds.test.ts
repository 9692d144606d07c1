// `sallyport cache` with feeds of advisories: from addresses and files, and cleared.

import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {FEED, feedInstallation} from '../support/feed-installation.ts'
import {NEWER, sourceServer, TABLE} from '../support/name-installation.ts'
import {asLines, osvEntry} from '../support/osv-entry.ts'
import {serving} from '../support/source-server.ts'
import {zip} from '../support/zip.ts'

const LATER = 'Sun, 01 Nov 2026 10:00:00 GMT'
const LINES = asLines(FEED)
const ZIP = zip(FEED.map((entry, at) => ({path: `${at}.json`, content: JSON.stringify(entry)})))

describe('cache update advisories', () => {
  test('from an address: known at once, and the second time nothing is fetched', async () => {
    const scratch = feedInstallation()
    const {origin, requests} = await sourceServer(serving(ZIP, {etag: '"one"', lastModified: LATER}))
    const update = ['cache', 'update', 'advisories', 'npm', '--from', `${origin}/npm/all.zip`]
    expect((await scratch.decision('npm', 'install', 'evil')).data.feedDate).toBeNull()
    expect(await scratch.sallyport(...update)).toEqual({
      code: 0,
      signal: null,
      stderr: '',
      stdout: 'npm: updated, 2 advisories as of 2026-11-01; 2 new, 0 changed, 0 gone\n',
    })
    expect((await scratch.decision('npm', 'install', 'express')).data.feedDate).toBe('2026-11-01')
    expect((await scratch.sallyport(...update)).stdout).toBe('npm: up to date, 2 advisories as of 2026-11-01\n')
    expect(requests.map(({headers}) => headers['if-none-match'])).toEqual([undefined, '"one"'])
    expect(await scratch.advisories()).toMatchObject({
      date: '2026-11-01',
      entries: 2,
      newest: '2026-11-01T00:00:00.000Z',
      source: `${origin}/npm/all.zip`,
      etag: '"one"',
      unread: 0,
      added: null,
      isMissing: false,
      lastFailure: null,
    })
    const {stdout} = await scratch.sallyport('check', '--offline', '--', 'npm', 'install', 'express')
    expect(stdout).toContain('advisories as of 2026-11-01')
    expect(statSync(scratch.reputationFolder).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(scratch.reputationFolder)) {
      if (/^(?:reputation|advisories)/.test(name)) {
        expect(statSync(join(scratch.reputationFolder, name)).mode & 0o777, name).toBe(0o600)
      }
    }
  })

  test('from the settings, together with the names', async () => {
    const scratch = feedInstallation()
    const {origin} = await sourceServer((response, request) =>
      serving(request.url === '/names' ? TABLE : LINES, {lastModified: NEWER})(response, request),
    )
    await scratch.sallyport('config', 'set', 'names-source-npm', `${origin}/names`)
    await scratch.sallyport('config', 'set', 'advisories-source-npm', `${origin}/npm.ndjson`)
    const {code, stdout} = await scratch.sallyport('cache', 'update')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^npm: updated, 5 names .*\nnpm: updated, 2 advisories as of 2020-06-01;/)
    expect((await scratch.sallyport('cache', 'update', 'advisories')).stdout).toMatch(
      /^npm: updated, 2 advisories.*0 new/,
    )
    expect((await scratch.sallyport('cache', 'update', 'names')).stdout).toMatch(/^npm: up to date, 5 names/)
  })

  test('without a source says how to set one', async () => {
    const {code, stderr} = await feedInstallation().sallyport('cache', 'update', 'advisories')
    expect({code, stderr}).toEqual({
      code: 64,
      stderr: expect.stringContaining('hint: `sallyport config set advisories-source-npm URL|FILE`'),
    })
  })

  test('a password in the address goes to its host and nowhere else', async () => {
    const scratch = feedInstallation()
    const {origin, requests} = await sourceServer(serving(LINES, {etag: '"one"'}))
    const address = origin.replace('://', '://ann:S3CRET@')
    await scratch.sallyport('config', 'set', 'advisories-source-npm', `${address}/npm?token=S3CRET2`)
    for (const words of [['update'], ['update'], ['status'], ['status', '--json']]) {
      const {stdout, stderr} = await scratch.sallyport('cache', ...words)
      expect(stdout + stderr).not.toContain('S3CRET')
    }
    expect(requests[0]?.headers.authorization).toBe(`Basic ${Buffer.from('ann:S3CRET').toString('base64')}`)
    expect(requests[1]?.headers['if-none-match']).toBe('"one"')
    for (const name of readdirSync(scratch.reputationFolder)) {
      const path = join(scratch.reputationFolder, name)
      if (statSync(path).isFile()) expect(readFileSync(path).includes('S3CRET'), name).toBe(false)
    }
  })

  test('a single advisory of one\u2019s own stands beside the feed', async () => {
    const scratch = feedInstallation().withFiles({
      'feed.ndjson': LINES,
      'own.json': JSON.stringify(osvEntry('ACME-1', 'internal-thing'), undefined, 2),
    })
    await scratch.sallyport('cache', 'update', 'advisories', 'npm', '--from', 'feed.ndjson')
    const {stdout} = await scratch.sallyport('cache', 'update', 'advisories', 'npm', '--from', 'own.json')
    expect(stdout).toBe('npm: added to the advisories, 1 beside the feed; 1 new, 0 changed, 0 gone\n')
    expect(await scratch.advisories()).toMatchObject({entries: 2, added: {entries: 1}})
    expect((await scratch.sallyport('cache', 'status')).stdout).toContain('1 advisory added beside the feed')
  })

  test('what could not be read is said', async () => {
    const scratch = feedInstallation().withFiles({'feed.ndjson': `${LINES}{"id":"\\u001B[2J"}\nnot JSON\n`})
    const {code, stderr} = await scratch.sallyport('cache', 'update', 'advisories', 'npm', '--from', 'feed.ndjson')
    expect(code).toBe(0)
    expect(stderr).toBe(
      'sallyport: left out 2 entries of the advisories of npm that cannot be read: entry 3: it has no `id`\n',
    )
  })
})

describe('cache status and doctor', () => {
  test('tell the age, and doctor what is too old or was never taken', async () => {
    const scratch = feedInstallation()
    const {origin} = await sourceServer(serving(LINES, {lastModified: NEWER}))
    await scratch.sallyport('cache', 'update', 'advisories', 'npm', '--from', origin)
    const status = await scratch.sallyport('cache', 'status')
    expect(status.code).toBe(0)
    expect(status.stdout).toMatch(/^npm {5}2 advisories as of 2020-06-01 \(\d{4} days old\)$/m)
    expect(status.stdout).toMatch(/^pypi {4}no advisories\n {8}hint: `sallyport config set advisories-source-pypi/m)
    const {stdout} = await scratch.sallyport('doctor')
    expect(stdout).toMatch(
      /^note {4}advisories \(npm\): 2 as of 2020-06-01, \d{4} days old\n {8}hint: `sallyport cache update advisories npm`$/m,
    )
    expect(stdout).toMatch(/^note {4}advisories \(pypi\): none/m)
  })

  test('an installation that never had a feed opens no database', async () => {
    const scratch = feedInstallation()
    await scratch.decision('npm', 'install', 'evil@1.0.0')
    await scratch.sallyport('cache', 'status')
    await scratch.sallyport('doctor')
    expect(readdirSync(scratch.reputationFolder).filter((name) => /reputation|advisories/.test(name))).toEqual([])
  })
})

describe('cache clear', () => {
  test('says what it would remove, and removes it with --yes', async () => {
    const scratch = feedInstallation().withFiles({'feed.ndjson': LINES, 'names.tsv': TABLE})
    expect(await scratch.sallyport('cache', 'clear')).toMatchObject({code: 0, stdout: 'there is nothing to remove\n'})
    await scratch.sallyport('cache', 'update', 'advisories', 'npm', '--from', 'feed.ndjson')
    await scratch.sallyport('cache', 'update', 'npm', '--from', 'names.tsv')
    const asked = await scratch.sallyport('cache', 'clear')
    expect(asked).toMatchObject({
      code: 75,
      stdout: expect.stringMatching(/^would remove .*reputation\.db\nwould remove .*names\n$/),
    })
    expect(existsSync(join(scratch.reputationFolder, 'reputation.db'))).toBe(true)
    expect((await scratch.sallyport('cache', 'clear', '--yes')).code).toBe(0)
    expect(await scratch.advisories()).toMatchObject({date: null, isMissing: false})
    expect(await scratch.status()).toMatchObject({origin: 'bundled'})
    expect(readdirSync(scratch.reputationFolder).filter((name) => /reputation\.db|expected|names/.test(name))).toEqual(
      [],
    )
  })
})

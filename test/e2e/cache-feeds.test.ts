// `sallyport cache` with feeds of advisories: from addresses and files, carried to another machine, cleared.

import {existsSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {gunzipSync, gzipSync} from 'node:zlib'
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
    expect((await scratch.sallyport('cache', 'status')).stdout).toContain('1 advisories added beside the feed')
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

describe('cache export and import', () => {
  async function filled() {
    const scratch = feedInstallation().withFiles({
      'feed.ndjson': LINES,
      'own.json': JSON.stringify(osvEntry('ACME-1', 'internal-thing')),
      'names.tsv': TABLE,
    })
    await scratch.sallyport('cache', 'update', 'advisories', 'npm', '--from', 'feed.ndjson')
    await scratch.sallyport('cache', 'update', 'advisories', 'npm', '--from', 'own.json')
    await scratch.sallyport('cache', 'update', 'npm', '--from', 'names.tsv')
    return scratch
  }

  test('one file brings advisories and updated names to a machine without a network', async () => {
    const from = await filled()
    const file = join(from.project, 'export.gz')
    const exported = await from.sallyport('cache', 'export', 'export.gz')
    expect(exported).toMatchObject({code: 0, stderr: ''})
    expect(exported.stdout).toMatch(
      /^npm: 2 advisories as of .*\nnpm: 1 advisories beside the feed as of .*\nnpm: 5 names as of .*\nwritten to .*export\.gz\n$/,
    )
    expect(statSync(file).mode & 0o777).toBe(0o600)

    const to = feedInstallation()
    expect(await to.verdict()).toBe('ok')
    const imported = await to.sallyport('cache', 'import', file)
    expect(imported).toMatchObject({code: 0, stderr: ''})
    expect(imported.stdout).toMatch(/^npm: updated, 2 advisories .*\nnpm: added .*\nnpm: updated, 5 names/)
    expect(await to.verdict()).toBe('lookalike')
    expect(await to.advisories()).toMatchObject({
      entries: 2,
      added: {entries: 1},
      source: expect.stringMatching(/^export of \d{4}-\d\d-\d\d: \/.*feed\.ndjson$/),
      etag: null,
    })
    expect((await to.sallyport('cache', 'import', file)).stdout).toMatch(
      /^npm: updated, 2 advisories .*0 new, 0 changed, 0 gone/,
    )
  })

  test('a file that is there is not written over, and names stay behind where they shall', async () => {
    const scratch = await filled()
    const written = ['cache', 'export', 'export.gz', '--without-names']
    expect((await scratch.sallyport(...written)).stdout).not.toContain('names')
    expect(await scratch.sallyport(...written)).toMatchObject({
      code: 69,
      stderr: expect.stringContaining('is there already'),
    })
    expect((await scratch.sallyport(...written, '--force')).code).toBe(0)
  })

  test('with nothing to carry there is no file', async () => {
    const scratch = feedInstallation()
    expect(await scratch.sallyport('cache', 'export', 'x')).toMatchObject({
      code: 69,
      stderr: expect.stringContaining('nothing to export'),
    })
    expect(readdirSync(scratch.project)).toEqual([])
  })

  test('an older one is refused, unless forced', async () => {
    const from = await filled()
    await from.sallyport('cache', 'export', 'export.gz')
    const later = osvEntry('MAL-9', 'ninth', {modified: '2026-11-09T00:00:00Z'})
    const to = feedInstallation().withFiles({'feed.ndjson': asLines([...FEED, later])})
    await to.sallyport('cache', 'update', 'advisories', 'npm', '--from', 'feed.ndjson')
    const file = join(from.project, 'export.gz')
    expect(await to.sallyport('cache', 'import', file)).toMatchObject({
      code: 69,
      stderr: expect.stringMatching(/not taken: its latest entry is of 2026-11-01.*\nhint: .*--force/),
    })
    expect(await to.advisories()).toMatchObject({entries: 3})
    expect((await to.sallyport('cache', 'import', file, '--force')).code).toBe(0)
    expect(await to.advisories()).toMatchObject({entries: 2})
  })

  test('every line of a file is looked at, and one bad one spoils it', async () => {
    const from = await filled()
    await from.sallyport('cache', 'export', 'export.gz')
    const lines = gunzipSync(readFileSync(join(from.project, 'export.gz')))
      .toString()
      .trimEnd()
      .split('\n')
    const replaced = (pattern: RegExp, by: string): string =>
      lines.map((line) => (pattern.test(line) ? by : line)).join('\n')
    const facts = '{\\"k\\":\\"m\\",\\"r\\":[[\\"i\\",\\"0\\"]]}'
    const to = feedInstallation()
    for (const [what, content, reason] of [
      ['no gzip', readFileSync(join(from.project, 'feed.ndjson')), /no file of `sallyport cache export`/],
      ['a gzip of something else', gzipSync(LINES), /no file of `sallyport cache export`/],
      ['an empty gzip', gzipSync(''), /it breaks off/],
      ['cut short', readFileSync(join(from.project, 'export.gz')).subarray(0, -30), /breaks off/],
      ['without its end', gzipSync(lines.slice(0, -1).join('\n')), /it breaks off/],
      ['a line less', gzipSync([...lines.slice(0, 2), ...lines.slice(3)].join('\n')), /line \d+ of it is none/],
      ['a line behind its end', gzipSync([...lines, '{"feed":{}}'].join('\n')), /line \d+ of it is none/],
      [
        'of a newer sallyport',
        gzipSync(replaced(/"schema"/, '{"schema":"sallyport/cache-export/9"}')),
        /newer sallyport/,
      ],
      [
        'another ecosystem',
        gzipSync(replaced(/"feed":/, '{"feed":{"ecosystem":"docker","part":"feed"}}')),
        /line 2 of it is none/,
      ],
      [
        'a name that is none',
        gzipSync(replaced(/"evil"/, `{"advisory":["MAL-1","../evil",1,"${facts}"]}`)),
        /line \d+ of it is none/,
      ],
      [
        'an id that is none',
        gzipSync(replaced(/"evil"/, `{"advisory":["\\u001b[2J","evil",1,"${facts}"]}`)),
        /line \d+ of it is none/,
      ],
      [
        'a time that is none',
        gzipSync(replaced(/"evil"/, `{"advisory":["MAL-1","evil",-1,"${facts}"]}`)),
        /line \d+ of it is none/,
      ],
      [
        'facts that are none',
        gzipSync(replaced(/"evil"/, '{"advisory":["MAL-1","evil",1,"{}"]}')),
        /line \d+ of it is none/,
      ],
      [
        'names that were changed',
        gzipSync(replaced(/"piece"/, '{"piece":"aGVsbG8="}')),
        /its names of npm are damaged/,
      ],
      ['something else', gzipSync(replaced(/"evil"/, '{"drop":"table"}')), /line \d+ of it is none/],
    ] as const) {
      writeFileSync(join(to.project, 'file.gz'), content)
      const {code, stdout, stderr} = await to.sallyport('cache', 'import', 'file.gz')
      expect({code, stdout}, what).toEqual({code: 69, stdout: ''})
      expect(stderr, what).toMatch(reason)
      expect(stderr, what).not.toContain('\u001B')
    }
    expect(await to.advisories()).toMatchObject({date: null, added: null, isMissing: false})
    expect(await to.verdict()).toBe('ok')
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

// `sallyport cache export` and `import`: advisories and names on a file, to a machine without a network.

import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {gunzipSync, gzipSync} from 'node:zlib'
import {describe, expect, test} from 'vitest'
import {FEED, feedInstallation} from '../support/feed-installation.ts'
import {TABLE} from '../support/name-installation.ts'
import {asLines, osvEntry} from '../support/osv-entry.ts'

const LINES = asLines(FEED)

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
      /^npm: 2 advisories as of .*\nnpm: 1 advisory beside the feed as of .*\nnpm: 5 names as of .*\nwritten to .*export\.gz\n$/,
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

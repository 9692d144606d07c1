// `sallyport cache`: newer names from a source take the place of the bundled ones.

import {readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {describe, expect, test} from 'vitest'
import {indexOf, installation, NEWER, OLD_NAMES, sourceServer, TABLE} from '../support/name-installation.ts'
import {serving} from '../support/source-server.ts'

describe('cache update', () => {
  test('from an address: judged by the new names at once, and the second time nothing is fetched', async () => {
    const scratch = installation()
    const {origin, requests} = await sourceServer(serving(TABLE, {etag: '"one"', lastModified: NEWER}))
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
    const source = await sourceServer(serving(TABLE, {etag: '"one"', lastModified: NEWER}))
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
    const {origin} = await sourceServer(
      serving(indexOf(['quantumleap', ...OLD_NAMES], '2020-03-01'), {lastModified: NEWER}),
    )
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
    const source = await sourceServer((response, request) =>
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
      const {origin, requests} = await sourceServer(serving(TABLE, {etag: '"one"', lastModified: NEWER}))
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

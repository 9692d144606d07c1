import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import type {Release} from '../../../src/core/release.ts'
import {keepIn} from '../../../src/reputation/cache/keep.ts'
import {advisorySource, openReputation, type Reputation} from '../../../src/reputation/cache/reputation.ts'
import {writeTo} from '../../../src/reputation/cache/write.ts'
import {cacheFolder, everyVersionOf, NOW, putFeed} from '../../support/reputation-folder.ts'

const REGISTRY = 'https://registry.example/npm/'

function opened(folder: string, now = NOW): Reputation {
  const opening = openReputation(folder, now)
  if (opening.kind !== 'open') throw new Error(opening.reason)
  return opening.reputation
}

function keep(folder: string, releases: readonly Release[], now = NOW, name = 'foo'): void {
  const reputation = opened(folder, now)
  reputation.keep(REGISTRY, name, {fetched: now, releases})
  expect(reputation.close()).toEqual({kind: 'kept', packages: 1, leftOut: 0})
}

test('reading makes nothing; what was never kept is not known', () => {
  const folder = join(cacheFolder(), 'sallyport')
  const reputation = opened(folder)
  expect(reputation.package(REGISTRY, 'foo')).toBeUndefined()
  expect(reputation.note('a')).toBeUndefined()
  expect(reputation.advisories('npm')).toEqual({kind: 'none'})
  expect(reputation.close()).toEqual({kind: 'nothing'})
  expect(existsSync(folder)).toBe(false)
})

describe('what registries said', () => {
  test('comes back, and only mine can read it', () => {
    const folder = join(cacheFolder(), 'sallyport')
    const release: Release = {
      version: '1.0.0',
      publishedAt: 5,
      publisher: 'ann',
      installScripts: {postinstall: 'node x', __proto__: 'y'},
      hasInstallScript: true,
      hasProvenance: false,
      hasValidSignature: true,
      deprecated: 'use bar',
      license: 'MIT',
      integrity: 'sha512-a',
      tarball: 'https://registry.example/foo.tgz',
    }
    const reputation = opened(folder)
    reputation.keep(REGISTRY, 'foo', {etag: '"1"', modified: 4, fetched: NOW, releases: [release, {version: '2.0.0'}]})
    expect(reputation.package(REGISTRY, 'foo')).toBeUndefined()
    expect(reputation.close()).toEqual({kind: 'kept', packages: 1, leftOut: 0})

    const known = opened(folder).package('https://registry.example/npm', 'foo')
    expect(known).toMatchObject({etag: '"1"', modified: 4, fetched: NOW})
    expect(known?.release('1.0.0')).toEqual({release, firstSeen: NOW})
    expect(known?.release('9.9.9')).toBeUndefined()
    expect(known?.releases().map(({release: {version}}) => version)).toEqual(['1.0.0', '2.0.0'])
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600)
  })

  test('one release is found by itself, with what is known of its package', () => {
    const folder = cacheFolder()
    const reputation = opened(folder)
    const release: Release = {version: '1.0.0', integrity: 'sha512-a', hasValidSignature: true}
    reputation.keep(REGISTRY, 'foo', {modified: 4, fetched: NOW, releases: [release]})
    reputation.close()
    const later = opened(folder, NOW + 5)
    expect(later.release('https://ann:pw@registry.example/npm', 'foo', '1.0.0')).toEqual({
      release,
      firstSeen: NOW,
      modified: 4,
      fetched: NOW,
    })
    expect(later.release(REGISTRY, 'foo', '2.0.0')).toBeUndefined()
    expect(later.release('https://other.example/npm/', 'foo', '1.0.0')).toBeUndefined()
    expect(later.release('no address', 'foo', '1.0.0')).toBeUndefined()
  })

  test('a version stays as it was first seen, and the rest is as it was last said', () => {
    const folder = cacheFolder()
    keep(folder, [{version: '1.0.0', publisher: 'ann', integrity: 'sha512-a'}])
    const reputation = opened(folder, NOW + 5)
    reputation.keep(REGISTRY, 'foo', {
      etag: '"2"',
      fetched: NOW + 5,
      releases: [{version: '1.0.0', publisher: 'mallory', integrity: 'sha512-b'}, {version: '1.0.1'}],
    })
    reputation.close()
    const known = opened(folder).package(REGISTRY, 'foo')
    expect(known).toMatchObject({etag: '"2"', fetched: NOW + 5})
    expect(known?.release('1.0.0')).toEqual({
      release: {version: '1.0.0', publisher: 'ann', integrity: 'sha512-a'},
      firstSeen: NOW,
    })
    expect(known?.release('1.0.1')?.firstSeen).toBe(NOW + 5)
  })

  test('registries are apart, and names that objects have of their own are names', () => {
    const folder = cacheFolder()
    keep(folder, [{version: '1.0.0'}], NOW, 'constructor')
    const reputation = opened(folder)
    expect(reputation.package(REGISTRY, 'constructor')).toBeDefined()
    expect(reputation.package('https://registry.example/', 'constructor')).toBeUndefined()
    expect(reputation.package(REGISTRY, '__proto__')).toBeUndefined()
  })

  test('no credential is written, wherever it stands in an address', () => {
    const folder = cacheFolder()
    const reputation = opened(folder)
    reputation.keep('https://ann:S3CRET@registry.example/npm?token=S3CRET#S3CRET', 'foo', {
      fetched: NOW,
      releases: [
        {version: '1.0.0', tarball: 'https://ann:S3CRET@registry.example/foo.tgz?x-signature=S3CRET&auth_token=S3CRET'},
      ],
    })
    reputation.keep('ann:S3CRET', 'foo', {fetched: NOW, releases: []})
    expect(reputation.close()).toMatchObject({kind: 'kept', packages: 1})
    for (const name of readdirSync(folder))
      expect(readFileSync(join(folder, name)).includes('S3CRET'), name).toBe(false)
    expect(opened(folder).package('https://registry.example/npm', 'foo')?.release('1.0.0')).toBeDefined()
  })

  test('scripts that are too long are kept as a fact, and a release that is too long is not', () => {
    const folder = cacheFolder()
    keep(folder, [
      {version: '1.0.0', installScripts: {install: 'x'.repeat(1e6)}},
      {version: '2.0.0', deprecated: 'x'.repeat(1e6)},
    ])
    const known = opened(folder).package(REGISTRY, 'foo')
    expect(known?.release('1.0.0')?.release).toEqual({version: '1.0.0', hasInstallScript: true})
    expect(known?.release('2.0.0')).toBeUndefined()
  })

  test('what was not used for the longest time goes first, its releases with it', () => {
    const folder = cacheFolder()
    const names = Array.from({length: 10}, (_, at) => `p${at}`)
    writeTo({folder, patience: 0, now: NOW}, (database) => {
      const releases = [{version: '1.0.0', integrity: 'x'.repeat(1000)}]
      for (const [at, name] of names.entries()) {
        keepIn(database, [{registry: REGISTRY, name, facts: {fetched: NOW, releases}}], new Map(), NOW + at)
      }
      // Used again: the oldest becomes the youngest.
      const again = [{registry: REGISTRY, name: 'p0', facts: {fetched: NOW, releases: []}}]
      keepIn(database, again, new Map(), NOW + 99, {bytes: 5000, packages: 100})
      expect(database.prepare('SELECT count(*) AS n FROM release').get()).toEqual({n: 4})
    })
    const reputation = opened(folder)
    expect(names.filter((name) => reputation.package(REGISTRY, name) !== undefined)).toEqual(['p0', 'p7', 'p8', 'p9'])
  })
})

test('notes come back, the later instead of the earlier, and one that is too long is none', () => {
  const folder = cacheFolder()
  const reputation = opened(folder)
  reputation.remember('a', '1')
  reputation.remember('a', '2')
  reputation.remember('b', 'x'.repeat(5000))
  expect(reputation.note('a')).toBe('2')
  reputation.close()
  expect(opened(folder).note('a')).toBe('2')
  expect(opened(folder).note('b')).toBeUndefined()
})

describe('advisories', () => {
  test('of a feed: known, unknown, and with the date of the feed', () => {
    const folder = cacheFolder()
    putFeed(folder, 'npm', {evil: [everyVersionOf('MAL-1'), everyVersionOf('MAL-2')]})
    const source = advisorySource(openReputation(folder, NOW), folder, 'npm')
    if (source.kind !== 'feed') throw new Error(source.kind)
    expect(source.date).toBe('2026-11-20')
    const about = source.about('evil')
    expect(about.kind === 'known' && about.of('1.0.0').map(({id}) => id)).toEqual(['MAL-1', 'MAL-2'])
    const good = source.about('good')
    expect(good.kind === 'known' && good.of('1.0.0')).toEqual([])
    expect(advisorySource(openReputation(folder, NOW), folder, 'pypi')).toEqual({kind: 'none'})
  })

  test('an entry that was changed on the disk counts as affecting', () => {
    const folder = cacheFolder()
    putFeed(folder, 'npm', {evil: [everyVersionOf('GHSA-1')]})
    writeTo({folder, patience: 0, now: NOW}, (database) => database.exec('UPDATE advisory SET facts = \'{"k":\''))
    const source = opened(folder).advisories('npm')
    const about = source.kind === 'feed' ? source.about('evil') : source
    expect(about.kind === 'known' && about.of('1.0.0')).toMatchObject([{id: 'GHSA-1', summary: /damaged/}])
  })

  test('a feed that was taken once and is gone is silent, not none', () => {
    const folder = cacheFolder()
    putFeed(folder, 'npm', {evil: [everyVersionOf('MAL-1')]})
    writeTo({folder, patience: 0, now: NOW}, (database) => database.exec('DELETE FROM feed'))
    expect(opened(folder).advisories('npm')).toMatchObject({
      kind: 'silent',
      reason: expect.stringContaining('not in'),
      hint: '`sallyport cache update advisories npm`',
    })
  })
})

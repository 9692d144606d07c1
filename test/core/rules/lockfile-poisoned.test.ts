import {describe, expect, it, test} from 'vitest'
import type {LockedEntry} from '../../../src/core/locked-entry.ts'
import {facts, judge, release, said} from '../../support/judged-release.ts'

const ENTRY: LockedEntry = {
  place: 'node_modules/foo',
  name: 'foo',
  version: '2.0.0',
  resolved: 'https://npm.acme.example/foo/-/foo-2.0.0.tgz',
  integrity: 'sha512-aaaa',
}
const ofRegistry = {release: facts({release: release({integrity: 'sha512-aaaa'})})}

function messages(locked: Partial<LockedEntry>, evidence = {}): readonly string[] {
  return said({evidence, artifact: {locked: {...ENTRY, ...locked}}})
}

it('names the day on which what is remembered was first seen', () => {
  const remembered = {release: facts({release: release({integrity: 'sha512-aaaa'}), firstSeen: Date.UTC(2026, 1, 3)})}
  expect(messages({integrity: 'sha512-bbbb'}, remembered)).toEqual([
    'lockfile-poisoned: has another integrity in the lockfile than when it was first seen here, on 2026-02-03 (sha512)',
  ])
  expect(messages({}, remembered)).toEqual([])
})

describe('lockfile-poisoned', () => {
  test.for<readonly [string, Partial<LockedEntry>]>([
    ['an ordinary entry', {}],
    ['one without an address', {resolved: '', integrity: ''}],
    [
      'a scoped one',
      {place: 'node_modules/@a/b', name: '@a/b', resolved: 'https://npm.acme.example/@a%2fb/-/b-2.0.0.tgz'},
    ],
    ['one behind a path', {resolved: 'https://host.example/api/npm/all/foo/-/foo-2.0.0.tgz'}],
    ['an address of another make', {resolved: 'https://npm.acme.example/download/foo/2.0.0/abcdef'}],
    ['a file that is called otherwise', {resolved: 'https://npm.acme.example/foo/-/Foo_2.0.1.tgz'}],
    ['a version that is written otherwise', {version: 'v2.0.0'}],
    ['an alias that is asked for', {place: 'node_modules/foo-two'}],
    ['several hashes, one of them right', {integrity: 'sha1-x sha512-bbbb sha512-aaaa?opt'}],
    ['a hash of another kind', {integrity: 'sha1-x'}],
  ])('says nothing of %s', ([, locked]) => expect(messages(locked, ofRegistry)).toEqual([]))

  test.for<readonly [string, Partial<LockedEntry>, string]>([
    [
      'the tarball of another package',
      {resolved: 'https://npm.acme.example/evil/-/evil-2.0.0.tgz'},
      'is `foo` by the lockfile, which takes it from the address of `evil`',
    ],
    [
      'the tarball of another scope',
      {resolved: 'https://npm.acme.example/@evil/foo/-/foo-2.0.0.tgz'},
      'is `foo` by the lockfile, which takes it from the address of `@evil/foo`',
    ],
    [
      'the tarball of another version',
      {resolved: 'https://npm.acme.example/foo/-/foo-2.0.1.tgz'},
      'is version `2.0.0` by the lockfile, which takes the tarball of `2.0.1`',
    ],
    [
      'an alias that nothing asks for',
      {place: 'node_modules/lodash', isStrangeAlias: true},
      'is put in the place of `lodash` by the lockfile, and nothing asks for that',
    ],
    [
      'another content than its registry has',
      {integrity: 'sha512-bbbb'},
      'has another integrity in the lockfile than at its registry (sha512)',
    ],
  ])('asks about %s', ([, locked, message]) => {
    expect(messages(locked, ofRegistry)).toEqual([`lockfile-poisoned: ${message}`])
    expect(judge({evidence: ofRegistry, artifact: {locked: {...ENTRY, ...locked}}}).verdict).toBe('ask')
  })

  it('asks about an address that is not of the registry, with nothing to check its content by', () => {
    const {integrity: _, ...locked} = ENTRY
    const url = 'https://ann:secret@evil.example/foo/-/foo-2.0.0.tgz'
    const given = {artifact: {locked: {...locked, resolved: url}, source: {kind: 'url', url}}} as const
    expect(said(given)).toEqual([
      'lockfile-poisoned: is taken from `https://***@evil.example/foo/-/foo-2.0.0.tgz` by the lockfile, with nothing to check its content by',
      'not-from-registry: comes from the address `https://***@evil.example/foo/-/foo-2.0.0.tgz`',
    ])
  })

  it('is not excused by `allow`', () => {
    const artifact = {locked: {...ENTRY, integrity: 'sha512-bbbb'}}
    expect(judge({evidence: ofRegistry, artifact, lists: {allow: ['npm:foo']}}).verdict).toBe('ask')
  })
})

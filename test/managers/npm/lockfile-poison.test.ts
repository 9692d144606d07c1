// Lockfile poisoning, entry by entry: what is said of it, and what an honest lockfile may have.

import {describe, expect, it} from 'vitest'
import {poisonOf} from '../../../src/core/locked-entry.ts'
import {type FakeProject, read} from './fake-project.ts'
import {pickRegistry} from './real-npm.ts'

const host = new URL(pickRegistry('x', {})).host
const INTEGRITY = `sha512-${'a'.repeat(86)}==`
const tarball = (name: string, file: string): string => `https://${host}/${name}/-/${file}.tgz`

function doubtsOf(lockfile: unknown, others: FakeProject['files'] = {}): readonly (string | undefined)[] {
  const intent = read(['npm', 'ci'], {files: {'package-lock.json': lockfile, ...others}})
  if (intent.kind !== 'fetch') throw new Error(intent.kind)
  return intent.artifacts.flatMap(({locked, source}) =>
    locked === undefined ? [] : [poisonOf(locked, source, undefined)],
  )
}

const version3 = (packages: Record<string, unknown>) => ({lockfileVersion: 3, packages})
const entry = (fields: Record<string, unknown> = {}) => ({
  version: '1.0.0',
  resolved: tarball('a', 'a-1.0.0'),
  integrity: INTEGRITY,
  ...fields,
})
const HIDDEN = 'is put in the place of `a` by the lockfile, and nothing asks for that'
const OTHER = 'is `a` by the lockfile, which takes it from the address of `evil`'

describe('nothing speaks against', () => {
  it.each<readonly [string, Record<string, unknown>]>([
    ['an entry as npm writes it', {'node_modules/a': entry()}],
    ['a scope', {'node_modules/@s/a': entry({resolved: tarball('@s/a', 'a-1.0.0')})}],
    ['build metadata, which tarballs do not carry', {'node_modules/a': entry({version: '1.0.0+linux'})}],
    ['an old release with sha1', {'node_modules/a': entry({integrity: 'sha1-VM6QsWGEcQLDRXHKLDVKs3ogB3Q='})}],
    ['two algorithms', {'node_modules/a': entry({integrity: `sha1-VM6QsWGEcQLDRXHKLDVKs3ogB3Q= ${INTEGRITY}`})}],
    ['an entry without address and integrity', {'node_modules/a': {version: '1.0.0'}}],
    ['an address of another make', {'node_modules/a': entry({resolved: `https://${host}/download/a/0f`})}],
    ['a bundled package', {'node_modules/a/node_modules/b': {version: '1.0.0', inBundle: true}}],
    [
      'an alias that a package in the tree asks for',
      {
        'node_modules/b': {version: '1.0.0', dependencies: {'string-width-cjs': 'npm:string-width@^4.2.0'}},
        'node_modules/string-width-cjs': entry({
          name: 'string-width',
          version: '4.2.3',
          resolved: tarball('string-width', 'string-width-4.2.3'),
        }),
      },
    ],
  ])('%s', (_, packages) => expect(doubtsOf(version3(packages))).toEqual(Object.keys(packages).map(() => undefined)))

  it.each<readonly [string, Record<string, unknown>]>([
    ['dependency', {dependencies: {a: 'npm:evil@1'}}],
    ['override', {overrides: {a: 'npm:evil@1'}}],
    ['nested override', {overrides: {b: {a: 'npm:evil@1'}}}],
  ])('an alias that the manifest gives as a %s', (_, manifest) => {
    const packages = {'node_modules/a': entry({name: 'evil', resolved: tarball('evil', 'evil-1.0.0')})}
    expect(doubtsOf(version3(packages), {'package.json': manifest})).toEqual([undefined])
  })

  it('version 1 with an alias that somebody asks for', () => {
    const dependencies = {
      a: {version: 'npm:b@1.0.0', resolved: tarball('b', 'b-1.0.0'), integrity: INTEGRITY},
      c: {version: '1.0.0', resolved: tarball('c', 'c-1.0.0'), integrity: INTEGRITY, requires: {a: 'npm:b@^1'}},
    }
    expect(doubtsOf({lockfileVersion: 1, requires: true, dependencies})).toEqual([undefined, undefined])
  })
})

describe('what speaks against it', () => {
  it.each<readonly [string, Record<string, unknown>, string]>([
    ['another name in the entry', {name: 'evil', resolved: tarball('evil', 'evil-1.0.0')}, HIDDEN],
    ['another name in the address', {resolved: tarball('evil', 'evil-1.0.0')}, OTHER],
    [
      'another version in the address',
      {resolved: tarball('a', 'a-1.0.1')},
      'is version `1.0.0` by the lockfile, which takes the tarball of `1.0.1`',
    ],
    [
      'an address elsewhere without integrity',
      {resolved: 'https://h.example/a.tgz', integrity: 7},
      'is taken from `https://h.example/a.tgz` by the lockfile, with nothing to check its content by',
    ],
  ])('%s', (_, fields, doubt) => expect(doubtsOf(version3({'node_modules/a': entry(fields)}))).toEqual([doubt]))

  it('an alias that only the lockfile itself gives to the root', () => {
    const packages = {
      '': {dependencies: {a: 'npm:evil@1'}},
      'node_modules/a': entry({name: 'evil', resolved: tarball('evil', 'evil-1.0.0')}),
    }
    expect(doubtsOf(version3(packages), {'package.json': {dependencies: {a: '^1'}}})).toEqual([HIDDEN])
  })

  it('an alias of version 1 that nobody asks for', () => {
    const dependencies = {a: {version: 'npm:evil@1.0.0', resolved: tarball('evil', 'evil-1.0.0'), integrity: INTEGRITY}}
    expect(doubtsOf({lockfileVersion: 1, dependencies})).toEqual([HIDDEN])
  })

  it('one of two entries for the same version, and not the other', () => {
    const packages = {
      'node_modules/a': entry(),
      'node_modules/b/node_modules/a': entry({resolved: tarball('a', 'a-1.0.1')}),
    }
    expect(doubtsOf(version3(packages))).toEqual([undefined, expect.stringContaining('takes the tarball of `1.0.1`')])
  })
})

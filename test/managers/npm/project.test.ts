// What npm brings in that nobody types: manifests, workspaces, overrides and lockfiles.

import {describe, expect, it} from 'vitest'
import {type FakeProject, read, summary} from './fake-project.ts'
import {pickRegistry} from './real-npm.ts'

const defaultHost = new URL(pickRegistry('x', {})).host

const ci = (project: FakeProject): string => summary(read(['npm', 'ci'], project))
const lock = (packages: Record<string, unknown>, others: Record<string, unknown> = {}): FakeProject => ({
  files: {'package-lock.json': {lockfileVersion: 3, packages}, ...others},
})

describe('a manifest', () => {
  it.each<readonly [string, Record<string, unknown>, string]>([
    ['nothing', {}, ''],
    [
      'every field',
      {dependencies: {a: '1'}, devDependencies: {b: '2'}, optionalDependencies: {c: ''}, peerDependencies: {d: '*'}},
      'a@1 b@2 c d@*',
    ],
    ['one name once', {dependencies: {a: '1'}, devDependencies: {a: '1'}}, 'a@1'],
    ['bundled names, which are a list', {bundleDependencies: ['a']}, ''],
    ['overrides', {overrides: {a: '1', 'b@^2': {'.': 'npm:c@3', d: '$a', e: 'npm:f@4'}}}, 'a@1 c@3 f@4'],
    ['extensions', {packageExtensions: {'a@1': {dependencies: {b: '1'}, peerDependencies: {c: '2'}}}}, 'b@1 c@2'],
    [
      'other sources',
      {dependencies: {a: 'git+https://g.example/a.git', b: 'file:../b', c: 'https://h.example/c.tgz', d: 'u/r'}},
      'git:git+https://g.example/a.git as a directory:/b as b url:https://h.example/c.tgz as c git:github:u/r as d',
    ],
    [
      'a specifier that npm does not know',
      {dependencies: {a: 'no such range'}},
      expect.stringContaining('?`a@no such range` is no specifier') as string,
    ],
    [
      'names of methods',
      {dependencies: {constructor: '1', toString: '2', hasOwnProperty: '3'}},
      'constructor@1 toString@2 hasOwnProperty@3',
    ],
    [
      'a field of another kind',
      {dependencies: 'x', devDependencies: null, overrides: 3, workspaces: 'x', packageExtensions: {a: null}},
      '',
    ],
  ])('with %s', (_, manifest, outcome) => {
    expect(ci({files: {'package.json': manifest}})).toEqual(outcome)
  })

  it.each<readonly [string, unknown, string]>([
    ['is broken', '{"dependencies": {', 'error: `/project/package.json` is not valid JSON'],
    ['is empty', '', 'error: `/project/package.json` is not valid JSON'],
    ['is a list', '[]', 'error: `/project/package.json` holds no JSON object'],
    ['cannot be read', null, 'error: `/project/package.json` cannot be read: permission denied'],
  ])('that %s stops the command, with names typed as well', (_, content, message) => {
    for (const command of [['install'], ['install', 'x'], ['ci'], ['update'], ['uninstall', 'x']]) {
      expect(summary(read(['npm', ...command], {files: {'package.json': content}}))).toContain(message)
    }
    expect(summary(read(['npm', 'install', '-g', 'x'], {files: {'package.json': content}}))).toBe('x')
  })

  it('with a byte order mark is read', () => {
    expect(ci({files: {'package.json': '\uFEFF{"dependencies":{"a":"1"}}'}})).toBe('a@1')
  })

  it('that is not there asks for nothing', () => {
    expect(summary(read(['npm', 'install'], {files: {}}))).toBe('')
  })
})

/** As npm replaces it in settings; a shell would have done so before. */
const HERE = ['$', '{HERE}'].join('')

describe('the folder that npm works on', () => {
  const files = {
    'package.json': {dependencies: {outer: '1'}},
    'deep/node_modules/x/y': '',
    'deep/er/x': '',
    'other/package.json': {dependencies: {other: '1'}},
    '/home/dev/own/package.json': {dependencies: {own: '1'}},
  }
  it.each([
    ['npm ci', '/project', 'outer@1'],
    ['npm ci', '/project/other', 'other@1'],
    ['npm ci', '/project/deep/er', ''],
    ['npm ci', '/project/nowhere', 'outer@1'],
    ['npm --prefix other ci', '/project', 'other@1'],
    ['npm --prefix=other ci', '/project', 'other@1'],
    ['npm -C other ci', '/project', 'other@1'],
    ['npm --prefix=~/own ci', '/project', 'own@1'],
    [`npm --prefix=${HERE}/own ci`, '/project', 'own@1'],
    ['npm --prefix= ci', '/project/nowhere', ''],
    ['npm ci -g', '/project', 'pass'],
  ])('%s in %s', (command, cwd, outcome) => {
    expect(summary(read(command.split(' '), {files, cwd, environment: {HERE: '/home/dev'}}))).toBe(outcome)
  })
})

describe('workspaces', () => {
  const files = {
    'package.json': {workspaces: ['packages/*'], dependencies: {'@acme/ui': '^1.0.0'}},
    'packages/ui/package.json': {name: '@acme/ui', version: '1.2.0', dependencies: {react: '19'}},
    'packages/app/package.json': {name: '@acme/app', dependencies: {'@acme/ui': '^2', '@acme/app': '*', vue: '3'}},
  }
  const workspaces = ['packages/app', 'packages/ui']

  it('are read with the root; their own names are not fetched, except in a version that none of them has', () => {
    expect(ci({files, workspaces})).toBe('@acme/ui@^2 vue@3 react@19')
  })
  it('count from inside one of them', () => {
    expect(ci({files, workspaces, cwd: '/project/packages/ui'})).toBe('@acme/ui@^2 vue@3 react@19')
    expect(summary(read(['npm', 'version', 'patch'], {files, workspaces, cwd: '/project/packages/ui'}))).not.toBe(
      'pass',
    )
  })
  it('that are switched off leave the member alone', () => {
    const project = {files, workspaces, cwd: '/project/packages/ui'}
    expect(summary(read(['npm', 'install', '--no-workspaces'], project))).toBe('react@19')
  })
  it('with a broken manifest stop the command', () => {
    const broken = {...files, 'packages/ui/package.json': '{'}
    expect(ci({files: broken, workspaces})).toContain('error: `/project/packages/ui/package.json` is not valid JSON')
  })
})

describe('a lockfile', () => {
  it.each<readonly [string, Record<string, unknown>, string]>([
    ['a name', {'node_modules/a': {version: '1.0.0'}}, 'a@1.0.0'],
    [
      'the root and workspaces',
      {'': {name: 'root'}, 'packages/a': {}, 'node_modules/a': {resolved: 'packages/a', link: true}},
      '',
    ],
    ['a link out of the project', {'node_modules/a': {resolved: '../a', link: true}}, 'directory:/a as a'],
    ['a scoped and nested name', {'node_modules/@a/b/node_modules/c': {version: '1.0.0'}}, 'c@1.0.0'],
    ['an alias', {'node_modules/a': {name: 'b', version: '1.0.0'}}, 'b@1.0.0'],
    [
      'a git address',
      {'node_modules/a': {version: '1.0.0', resolved: 'git+ssh://git@g.example/a.git#0f'}},
      'git:git+ssh://git@g.example/a.git#0f as a',
    ],
    ['a file', {'node_modules/a': {version: '1.0.0', resolved: 'file:a.tgz'}}, 'file:/project/a.tgz as a'],
    [
      'the registry',
      {'node_modules/a': {version: '1.0.0', resolved: `https://${defaultHost}/a/-/a-1.0.0.tgz`}},
      'a@1.0.0',
    ],
    [
      'the registry and a scope',
      {'node_modules/@s/a': {version: '1.0.0', resolved: `https://${defaultHost}/@s/a/-/a-1.0.0.tgz`}},
      '@s/a@1.0.0',
    ],
    [
      'another package under a known name',
      {'node_modules/express': {version: '4.0.0', resolved: `https://${defaultHost}/evil/-/evil-4.0.0.tgz`}},
      'evil@4.0.0',
    ],
    [
      'another host with a registry-like path',
      {'node_modules/a': {version: '1.0.0', resolved: 'https://r.example/a/-/a-1.0.0.tgz'}},
      'url:https://r.example/a/-/a-1.0.0.tgz as a',
    ],
    [
      'a host that only begins like the registry',
      {'node_modules/a': {version: '1.0.0', resolved: `https://${defaultHost}.evil.example/a/-/a-1.0.0.tgz`}},
      `url:https://${defaultHost}.evil.example/a/-/a-1.0.0.tgz as a`,
    ],
    [
      'a user part that looks like the registry',
      {'node_modules/a': {version: '1.0.0', resolved: `https://${defaultHost}@evil.example/a/-/a-1.0.0.tgz`}},
      `url:https://${defaultHost}@evil.example/a/-/a-1.0.0.tgz as a`,
    ],
  ])('with %s', (_, packages, outcome) => expect(ci(lock(packages))).toBe(outcome))

  it('takes an address of the configured registry for its own, whatever its path', () => {
    const packages = {
      'node_modules/@s/a': {version: '1.0.0', resolved: 'https://r.example/download/@s/a/1.0.0/0f'},
      'node_modules/b': {version: '1.0.0', resolved: 'https://r.example/deep/npm/b/-/b-1.0.0.tgz'},
      'node_modules/c': {version: '1.0.0', resolved: `https://${defaultHost}/c/-/c-1.0.0.tgz`},
      'node_modules/d': {version: '1.0.0', resolved: 'https://r.example/deep/npm/e/-/e-1.0.0.tgz'},
    }
    const registry = '(https://r.example/deep/npm/)'
    expect(ci(lock(packages, {'.npmrc': 'registry=https://r.example/deep/npm/'}))).toBe(
      `@s/a@1.0.0 ${registry} b@1.0.0 ${registry} c@1.0.0 ${registry} e@1.0.0 ${registry}`,
    )
    expect(
      ci(
        lock(
          {'node_modules/c': packages['node_modules/c']},
          {'.npmrc': 'registry=https://r.example\nreplace-registry-host=never'},
        ),
      ),
    ).toContain('url:')
    expect(
      ci(lock({'node_modules/b': packages['node_modules/b']}, {'.npmrc': 'replace-registry-host=r.example'})),
    ).toBe('b@1.0.0')
  })

  it('made behind another registry asks about that registry once, and judges the names', () => {
    const packages = Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((name) => [
        `node_modules/${name}`,
        {version: '1.0.0', resolved: `https://r.example/${name === 'd' ? 'evil' : name}/-/x-1.0.0.tgz`},
      ]),
    )
    expect(ci(lock(packages))).toBe(
      'a@1.0.0 (https://r.example/) b@1.0.0 (https://r.example/) c@1.0.0 (https://r.example/) evil@1.0.0 (https://r.example/) ' +
        '?`/project/package-lock.json` takes 4 packages from `https://r.example`, which is no registry that npm is set to use',
    )
  })

  it('of version 1 is read with its nested dependencies', () => {
    const dependencies = {
      a: {version: '1.0.0', dependencies: {b: {version: '2.0.0'}}},
      c: {version: 'npm:d@3.0.0'},
      e: {version: 'git+https://g.example/e.git#0f'},
      f: {version: '1.0.0', resolved: 'https://r.example/f/-/f-1.0.0.tgz'},
    }
    expect(ci({files: {'package-lock.json': {lockfileVersion: 1, dependencies}}})).toBe(
      'a@1.0.0 b@2.0.0 d@3.0.0 git:git+https://g.example/e.git#0f as e url:https://r.example/f/-/f-1.0.0.tgz as f',
    )
  })

  it('and a shrinkwrap both count, because npm versions disagree on which one they read', () => {
    const files = {
      'npm-shrinkwrap.json': {packages: {'node_modules/a': {version: '1.0.0'}}},
      'package-lock.json': {packages: {'node_modules/b': {version: '1.0.0'}}},
    }
    expect(ci({files})).toBe('a@1.0.0 b@1.0.0')
  })

  it('speaks for an address of the manifest that it repeats', () => {
    const url = 'https://h.example/c.tgz'
    const project = lock(
      {'node_modules/c': {version: '1.0.0', resolved: url}},
      {'package.json': {dependencies: {c: url}}},
    )
    expect(ci(project)).toBe(`url:${url} as c`)
  })

  it('is judged version by version, and speaks for the ranges of the manifest that it answers', () => {
    const packages = {
      'node_modules/a': {version: '1.2.0'},
      'node_modules/b/node_modules/a': {version: '2.0.0'},
      'node_modules/c/node_modules/a': {version: '2.0.0'},
      'node_modules/t': {version: '3.0.0'},
    }
    const project = lock(packages, {'package.json': {dependencies: {a: '^1', t: 'next', new: '1'}}})
    expect(ci(project)).toBe('new@1 a@1.2.0 a@2.0.0 t@3.0.0')
    expect(ci(lock(packages, {'package.json': {dependencies: {a: '^3'}}}))).toBe('a@^3 a@1.2.0 a@2.0.0 t@3.0.0')
    expect(summary(read(['npm', 'update'], project))).toBe('a@^1 t@next new@1 a@1.2.0 a@2.0.0 t@3.0.0')
    // What is typed takes the place of the entry at the top, not of the others.
    expect(summary(read(['npm', 'install', 'a@1.3.0'], project))).toBe('a@1.3.0 new@1 a@2.0.0 t@3.0.0')
  })

  it.each<readonly [string, unknown, string]>([
    ['is broken', '{', 'error: `/project/package-lock.json` is not valid JSON'],
    ['is a list', '[]', 'error: `/project/package-lock.json` holds no JSON object'],
    ['cannot be read', null, 'error: `/project/package-lock.json` cannot be read: permission denied'],
    ['has merge conflicts', '{\n<<<<<<< HEAD\n}', '?`/project/package-lock.json` has unresolved merge conflicts'],
  ])('that %s is not passed over', (_, content, outcome) => {
    expect(ci({files: {'package-lock.json': content}})).toContain(outcome)
  })

  it('keeps what an uninstalled package shares with others', () => {
    const packages = {
      'node_modules/expresss': {version: '1.0.0'},
      'node_modules/a': {version: '1.0.0', dependencies: {b: '*'}},
      'node_modules/b': {version: '1.0.0'},
    }
    const project = lock(packages, {'package.json': {dependencies: {expresss: '1', a: '1', b: '1'}}})
    expect(summary(read(['npm', 'uninstall', 'expresss'], project))).toBe('a@1.0.0 b@1.0.0')
    expect(summary(read(['npm', 'uninstall', 'b'], project))).toBe('expresss@1.0.0 a@1.0.0 b@1.0.0')
  })
})

describe('npx', () => {
  const files = {
    'package.json': {name: '@acme/tool', bin: {mine: 'cli.js'}},
    'node_modules/.bin/tsc': '#!',
    '/node_modules/.bin/above': '#!',
    'node_modules/.bin/folder/x': '',
  }
  it.each([
    ['tsc', 'pass'],
    ['above', 'pass'],
    ['mine', 'pass'],
    ['folder', 'folder'],
    ['constructor', 'constructor'],
    ['tsc@1', 'tsc@1'],
    ['../../evil', 'directory:/evil'],
  ])('%s', (word, outcome) => expect(summary(read(['npx', word], {files}))).toBe(outcome))
  it('in global mode does not look into the project', () => {
    expect(summary(read(['npm', 'exec', '-g', 'tsc'], {files}))).toBe('tsc')
  })
})

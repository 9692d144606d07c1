// What is said at the end of an installation: how much of the tree was judged, and what stood in its way.

import {execFileSync} from 'node:child_process'
import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {gatewayLab, HOUR_AGO} from '../support/gateway-lab.ts'
import type {NpmPackage} from '../support/npm-registry.ts'

const PLAIN: readonly NpmPackage[] = [
  {name: 'express', version: '4.0.0', dependencies: {lodash: '^4.0.0'}},
  {name: 'lodash', version: '4.17.20'},
]
const YOUNG: NpmPackage = {name: 'lodash', version: '4.17.21', publishedAt: HOUR_AGO}

const HELD_BACK = {requested: 'lodash@4.17.21', code: 'too-new', severity: 'hold-back'}

function spoken(stderr: string): readonly string[] {
  return stderr.split('\n').filter((line) => line.startsWith('sallyport: '))
}

test('nothing, where everything was judged and passed: with a cold cache, a warm one, by the lockfile, and again', async () => {
  const {scratch} = await gatewayLab(PLAIN)
  const again = () => rmSync(join(scratch.project, 'node_modules'), {recursive: true})
  for (const words of [['install', 'express'], ['install'], ['ci'], ['update']]) {
    const {code, stderr} = await scratch.run('npm', words)
    expect(spoken(stderr)).toEqual([])
    expect(code).toBe(0)
  }
  again()
  rmSync(join(scratch.project, 'package-lock.json'))
  const {code, stderr} = await scratch.run('npm', ['install', '--prefer-offline'])
  expect(spoken(stderr)).toEqual([])
  expect(code).toBe(0)
})

test('one version that is held back: one line, with the count', async () => {
  const {scratch} = await gatewayLab([...PLAIN, YOUNG])
  const {stderr} = await scratch.run('npm', ['install', 'express'])
  expect(spoken(stderr)).toEqual([
    expect.stringMatching(
      /^sallyport: judged 2 of 2 packages: held back `lodash` 4\.17\.21, which was published 1 hour ago.*; used 4\.17\.20$/u,
    ),
  ])
})

test('the same from a warm cache: what npm does not ask for again was judged before', async () => {
  const {scratch} = await gatewayLab([...PLAIN, YOUNG, {name: 'other', version: '1.0.0'}])
  await scratch.run('npm', ['install', 'express', 'other'])
  rmSync(join(scratch.project, 'node_modules'), {recursive: true})
  rmSync(join(scratch.project, 'package-lock.json'))
  const {stderr} = await scratch.run('npm', ['install'])
  expect(spoken(stderr)).toEqual([expect.stringContaining('judged 3 of 3 packages: held back `lodash` 4.17.21')])
})

test('several that are held back: a line each, and the count', async () => {
  const {scratch} = await gatewayLab([
    ...PLAIN,
    YOUNG,
    {name: 'other', version: '1.0.0'},
    {name: 'other', version: '1.1.0', publishedAt: HOUR_AGO},
  ])
  const {stderr} = await scratch.run('npm', ['install', 'express', 'other'])
  expect(spoken(stderr)).toEqual([
    expect.stringMatching(/^sallyport: held back `\w+`/u),
    expect.stringMatching(/^sallyport: held back `\w+`/u),
    'sallyport: judged 3 of 3 packages',
  ])
})

test('what is optional and blocked is said to be left out', async () => {
  const {scratch, policy} = await gatewayLab([
    {name: 'express', version: '4.0.0', fields: {optionalDependencies: {wicked: '1.0.0'}}},
    {name: 'wicked', version: '1.0.0'},
  ])
  policy("version: 1\ndeny:\n  - {match: 'npm:wicked', reason: steals tokens}\n")
  const {stderr} = await scratch.run('npm', ['install', 'express'])
  expect(spoken(stderr)).toEqual([
    expect.stringMatching(
      /judged 1 of 1 package: left out optional `wicked` 1\.0\.0, which is denied by `npm:wicked`/u,
    ),
  ])
})

test('what a tarball brings inside of itself was not judged', async () => {
  const inner = '{"name":"inner","version":"1.0.0"}'
  const {scratch} = await gatewayLab([
    {
      name: 'express',
      version: '4.0.0',
      dependencies: {inner: '^1.0.0'},
      fields: {bundleDependencies: ['inner']},
      files: {'node_modules/inner/package.json': inner, 'node_modules/inner/index.js': ''},
    },
  ])
  const {code, stderr} = await scratch.run('npm', ['install', 'express'])
  expect(spoken(stderr)).toEqual(['sallyport: judged 1 of 2 packages: 1 bundled package not judged (`inner`)'])
  expect(code).toBe(0)
  // It is there already: nothing is said again.
  expect(spoken((await scratch.run('npm', ['install'])).stderr)).toEqual([])
})

test('what comes from a git repository was not judged', async () => {
  const {scratch, policy} = await gatewayLab(PLAIN)
  policy('version: 1\nrules: {not-from-registry: note}\n')
  const repository = join(scratch.root, 'acme-lib')
  mkdirSync(repository)
  writeFileSync(join(repository, 'package.json'), '{"name":"acme-lib","version":"1.0.0"}')
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@acme.example', ...words], {cwd: repository})
  git('init', '--quiet')
  git('add', '.')
  git('commit', '--quiet', '-m', 'first')
  const words = ['install', 'express', `git+file://${repository}`]
  const refused = await scratch.run('npm', words, {env: {npm_config_allow_git: 'none'}})
  expect(refused.code).not.toBe(0)
  expect(refused.stderr).not.toContain('not judged')
  const {code, stderr} = await scratch.run('npm', words, {
    env: {npm_config_allow_git: 'all'},
  })
  expect(spoken(stderr)).toContain('sallyport: judged 2 of 3 packages: 1 git dependency not judged (`acme-lib`)')
  expect(code).toBe(0)
})

test('the audit log gets a second line with what was judged, where the first one could not know', async () => {
  const {scratch, program} = await gatewayLab([...PLAIN, YOUNG])
  await scratch.run('npm', ['install', 'express'])
  const lines = auditLines(scratch.home)
  expect(lines).toHaveLength(2)
  expect(lines[0]).toMatchObject({answer: 'not asked', coverage: {judged: 1, unjudged: 0}})
  expect(lines[1]).toMatchObject({
    answer: 'ended',
    verdict: null,
    argv: ['install', 'express'],
    coverage: {judged: 2, unjudged: 0},
  })
  expect(lines[1]).toHaveProperty('findings', expect.arrayContaining([expect.objectContaining(HELD_BACK)]))
  // By its lockfile it is known before.
  await scratch.run('npm', ['ci'])
  expect(auditLines(scratch.home)).toHaveLength(3)
  const {stdout} = await scratch.run(program, ['log', '--artifact', 'npm:nothing'])
  expect(stdout).toContain('of 2 recorded commands: none brought it')
})

function auditLines(home: string): readonly unknown[] {
  const text = readFileSync(join(home, '.local/state/sallyport/audit.jsonl'), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
}

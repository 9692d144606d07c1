// A version published an hour ago is held back whatever the command, and a line says so; what is optional and refused is left out,
// and a line says that. Commands that only read go to npm as they are.

import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {type GatewayCase, manifest, prepare, titled} from '../support/gateway-case.ts'
import {daysAgo, HOUR_AGO} from '../support/gateway-lab.ts'
import type {NpmPackage} from '../support/npm-registry.ts'

const OLD: NpmPackage = {name: 'lodash', version: '4.17.20'}
const YOUNG: NpmPackage = {name: 'lodash', version: '4.17.21', publishedAt: HOUR_AGO}
const USERS: readonly NpmPackage[] = [
  {name: 'express', version: '4.0.0', dependencies: {'body-parser': '^1.0.0'}, bin: {express: 'cli.js'}},
  {name: 'body-parser', version: '1.2.0', dependencies: {lodash: '^4.0.0'}},
  {name: '@acme/tool', version: '1.0.0', dependencies: {foo: 'npm:lodash@4'}},
  {name: 'create-thing', version: '1.0.0', dependencies: {express: '4'}, bin: {'create-thing': 'cli.js'}},
]
const HELD_BACK =
  /^sallyport: (?:judged \d+ of \d+ packages?: )?held back `lodash` 4\.17\.21, which was published 1 hour ago; .*\(too-new, .*\); used 4\.17\.20$/mu

const WORKSPACES = {
  'package.json': '{"name":"root","workspaces":["packages/*"]}\n',
  'packages/a/package.json': '{"name":"a","version":"1.0.0"}\n',
}
const WANTING = {'package.json': manifest({express: '^4.0.0'})}

describe('a version published an hour ago', () => {
  const cases: readonly GatewayCase[] = [
    ...[
      'npm install express',
      'npm install --package-lock-only express',
      'npm install --no-package-lock --no-save express',
      'npm install --dry-run express',
      'npm install foo@npm:lodash@4',
      'npm install lodash@latest',
      'npm install @acme/tool',
      'npm install -g express',
      'npx -y express',
      'npx -y -p lodash -c true',
      'npm init -y thing',
      'npm pack lodash',
      'npm cache add lodash',
      'npm diff --diff=lodash@4.17.20 --diff=lodash',
    ].map((command) => ({command})),
    ...['install', 'update', 'dedupe', 'prune', 'uninstall create-thing'].map((words) => ({
      command: `npm ${words}`,
      where: 'with a manifest that wants it',
      files: WANTING,
    })),
    {command: 'npm install --prefix other express', files: {'other/package.json': '{}\n'}},
    {command: 'npm install express -w a', files: WORKSPACES},
    {command: 'npm link lodash', before: ['npm install -g create-thing']},
    {
      command: 'npm install',
      where: 'with a peer and an optional dependency on it',
      files: {'package.json': manifest({}, {optionalDependencies: {lodash: '4'}, peerDependencies: {express: '4'}})},
    },
  ]

  test.each(titled(cases))('is held back: $title', async (one) => {
    const {act, asked, registry} = await prepare(one, [OLD, ...USERS])
    registry.publish(YOUNG)
    const {code, stderr} = await act()
    expect(stderr).toMatch(HELD_BACK)
    expect(code).toBe(0)
    expect(asked().join()).not.toContain('lodash-4.17.21.tgz')
  })

  test.each(
    titled([
      {command: 'npm update', files: WANTING, before: ['npm install']},
      {
        command: 'npm update',
        where: 'without a tree',
        files: WANTING,
        before: ['npm install'],
        without: ['node_modules'],
      },
      {command: 'npm audit fix', files: WANTING, before: ['npm install']},
    ]),
  )('is no reason to change what is there: $title', async (one) => {
    const {act, asked, registry, scratch} = await prepare(one, [OLD, ...USERS], {vulnerable: {lodash: '<4.17.21'}})
    registry.publish(YOUNG)
    const {stderr} = await act()
    expect(stderr).toMatch(HELD_BACK)
    expect(readFileSync(join(scratch.project, 'package-lock.json'), 'utf8')).toContain('lodash-4.17.20.tgz')
    expect(asked().join()).not.toContain('lodash-4.17.21.tgz')
  })

  test.each(
    titled([
      {command: 'npm install -g lodash@4.17.21', before: ['npm install -g create-thing']},
      {command: 'npx -y -p lodash@4.17.21 -c true'},
      {command: 'npm pack lodash@4.17.21'},
      {command: 'npm link lodash@4.17.21', before: ['npm install -g create-thing']},
      {command: 'npm install lodash@4.17.21 -w a', files: WORKSPACES},
      {
        command: 'npm install',
        where: 'with an override',
        files: {'package.json': manifest({express: '4'}, {overrides: {lodash: '4.17.21'}})},
      },
    ]),
  )('is asked about where exactly that one is wanted: $title', async (one) => {
    const {act, state, registry} = await prepare(one, [OLD, ...USERS])
    registry.publish(YOUNG)
    const before = state()
    const {code, stderr} = await act()
    expect(stderr).toContain('refused `lodash@4.17.21`: was published 1 hour ago')
    expect(code).toBe(75)
    expect(state()).toEqual(before)
  })
})

describe('an optional dependency', () => {
  const optional = (name: string): readonly NpmPackage[] => [
    {name: 'express', version: '4.0.0', dependencies: {'body-parser': '^1.0.0'}, bin: {express: 'cli.js'}},
    {name: 'body-parser', version: '1.2.0', fields: {optionalDependencies: {[name]: '^1.0.0'}}},
  ]

  test.each(
    titled([{command: 'npm install express'}, {command: 'npm install -g express'}, {command: 'npx -y express'}]),
  )('that is malicious is left out, and a line says so: $title', async ({...one}) => {
    const {act, asked, accuse} = await prepare(one, [...optional('wicked'), {name: 'wicked', version: '1.0.0'}])
    await accuse('wicked')
    const {code, stderr} = await act()
    expect(stderr).toMatch(
      /^sallyport: (?:judged \d+ of \d+ packages?: )?left out optional `wicked` 1\.0\.0, which is malicious in every version/mu,
    )
    expect(code).toBe(0)
    expect(asked().join()).not.toContain('wicked-1.0.0.tgz')
  })

  const ASKED: readonly NpmPackage[] = [
    ...optional('helper'),
    {name: 'helper', version: '1.0.0', publishedAt: daysAgo(100)},
    {name: 'helper', version: '1.1.0', publishedAt: daysAgo(10), scripts: {postinstall: 'true'}},
  ]

  test('that policy asks about is asked about, although npm went on without it; every file is as it was', async () => {
    const {act, asked, scratch} = await prepare({command: 'npm install express'}, ASKED)
    const read = (name: string): string => readFileSync(join(scratch.project, name), 'utf8')
    const before = read('package.json')
    const {code, stderr} = await act()
    expect(stderr).toContain('refused `helper@1.1.0`, wanted by express@4.0.0 > body-parser@1.2.0: runs')
    expect(code).toBe(75)
    expect(readdirSync(scratch.project)).toEqual(['package.json'])
    expect(read('package.json')).toBe(before)
    expect((await act()).code).toBe(75)
    expect(asked().join()).not.toContain('helper-1.1.0.tgz')
  })

  test('that policy asks about comes in after y', async () => {
    const {asked, scratch} = await prepare({command: 'npm install express'}, ASKED)
    const terminal = scratch.runInTerminal('npm install express; echo "ended $?"')
    await terminal.expectText('Your answer?')
    expect(terminal.screen()).toContain('This did not get in; ')
    terminal.type('y')
    await terminal.expectText('ended 0')
    expect(asked().join()).toContain('helper-1.1.0.tgz')
    expect(readdirSync(join(scratch.project, 'node_modules'))).toContain('helper')
  })
})

test('a peer dependency that is malicious stops the command', async () => {
  const {act, state, accuse} = await prepare({command: 'npm install express'}, [
    {name: 'express', version: '4.0.0', dependencies: {'body-parser': '1'}},
    {name: 'body-parser', version: '1.2.0', fields: {peerDependencies: {wicked: '^1.0.0'}}},
    {name: 'wicked', version: '1.0.0'},
  ])
  await accuse('wicked')
  const before = state()
  const {code, stderr} = await act()
  expect(stderr).toContain('refused `wicked@1.0.0`, wanted by express@4.0.0 > body-parser@1.2.0: is malicious')
  expect(code).toBe(77)
  expect(state()).toEqual(before)
})

test.each([
  'npm view lodash dist.tarball',
  'npm outdated',
  'npm fund',
  'npm search lodash',
  'npm explore lodash -- env',
  'npm exec tool',
  'npx tool',
])('%s has no gateway', async (command) => {
  const {act} = await prepare(
    {
      command,
      files: {'package.json': manifest({lodash: '4'}, {bin: {tool: 'tool.sh'}}), 'tool.sh': '#!/bin/sh\nenv\n'},
      before: ['npm install'],
      env: {npm_config_loglevel: 'silly'},
    },
    [OLD],
  )
  const {stdout, stderr} = await act()
  expect(stdout + stderr).not.toMatch(/127\.0\.0\.1:\d+\/[0-9a-f]{20}|SALLYPORT_PUT_ASIDE/u)
  expect(stderr).not.toContain('sallyport: ')
})

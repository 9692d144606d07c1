// What npm fetches is judged on its way, with the real npm and a registry on loopback.

import {readdirSync, readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {gatewayLab, HOUR_AGO} from '../support/gateway-lab.ts'
import type {NpmPackage} from '../support/npm-registry.ts'
import {asLines, osvEntry} from '../support/osv-entry.ts'

/** `wicked` three levels below what is asked for. */
const DEEP: readonly NpmPackage[] = [
  {name: 'express', version: '4.0.0', dependencies: {'body-parser': '^1.0.0', lodash: '^4.0.0'}},
  {name: 'body-parser', version: '1.2.0', dependencies: {'raw-body': '~2.0.0'}},
  {name: 'raw-body', version: '2.0.1', dependencies: {wicked: '^1.0.0'}},
  {name: 'lodash', version: '4.17.21'},
  {name: 'wicked', version: '1.0.0', bin: {wicked: 'cli.js'}},
]
const DENY_WICKED = "version: 1\ndeny:\n  - {match: 'npm:wicked', reason: steals tokens}\n"

const YOUNG: readonly NpmPackage[] = [
  {name: 'lodash', version: '4.17.20'},
  {name: 'lodash', version: '4.17.21', publishedAt: HOUR_AGO},
  {name: 'express', version: '4.0.0', dependencies: {lodash: '^4.0.0'}},
]

describe('a package that the policy denies, three levels down', () => {
  test('stops npm install: 77, with the way to it, and every file stays as it was', async () => {
    const {scratch, policy, digest, asked} = await gatewayLab(DEEP)
    policy(DENY_WICKED)
    const before = digest()
    const {code, stderr} = await scratch.run('npm', ['install', 'express'])
    expect(code).toBe(77)
    expect(stderr).toContain(
      'refused `wicked@1.0.0`, wanted by express@4.0.0 > body-parser@1.2.0 > raw-body@2.0.1: is denied by `npm:wicked`: steals tokens',
    )
    expect(stderr).toContain('hint: `sallyport explain npm:wicked@1.0.0` says what every rule makes of it')
    expect(stderr).toContain('\nhint: ')
    expect(digest()).toEqual(before)
    expect(asked().join()).not.toContain('.tgz')
  })

  test('stops npm update and npm install of a manifest that wants it', async () => {
    const {scratch, policy, digest} = await gatewayLab(DEEP, {
      'package.json': '{"name":"app","dependencies":{"express":"^4.0.0"}}\n',
    })
    policy(DENY_WICKED)
    const before = digest()
    for (const verb of ['install', 'update']) {
      const {code, stderr} = await scratch.run('npm', [verb])
      expect(stderr).toContain('refused `wicked@1.0.0`, wanted by express@4.0.0 >')
      expect(code).toBe(77)
    }
    expect(digest()).toEqual(before)
  })

  test('stops npm ci by the lockfile, with a cold and with a warm cache', async () => {
    const {scratch, policy, digest, asked} = await gatewayLab(DEEP)
    await scratch.run('npm', ['install', 'express'])
    rmSync(join(scratch.project, 'node_modules'), {recursive: true})
    policy(DENY_WICKED)
    const before = digest()
    const count = asked().length
    for (const cache of ['npm-cache', 'another-cache']) {
      const env = {npm_config_cache: join(scratch.root, cache)}
      const {code, stderr} = await scratch.run('npm', ['ci'], {env})
      expect(stderr).toContain('wanted by express@4.0.0 > body-parser@1.2.0 > raw-body@2.0.1: is denied')
      expect(code).toBe(77)
    }
    expect(digest()).toEqual(before)
    expect(asked()).toHaveLength(count)
  })

  test('stops npx of what needs it', async () => {
    const {scratch, policy, digest} = await gatewayLab([
      ...DEEP,
      {name: 'cowsay', version: '1.0.0', bin: {cowsay: 'cli.js'}, dependencies: {express: '4.0.0'}},
    ])
    policy(DENY_WICKED)
    const before = digest()
    const {code, stderr} = await scratch.run('npx', ['--yes', 'cowsay'])
    expect(stderr).toContain('refused `wicked@1.0.0`, wanted by cowsay@1.0.0 > express@4.0.0 >')
    expect(code).toBe(77)
    expect(digest()).toEqual(before)
  })

  test('is left out where it is optional, as npm leaves out what it cannot have', async () => {
    const {scratch, policy} = await gatewayLab([
      {name: 'express', version: '4.0.0', fields: {optionalDependencies: {wicked: '1.0.0'}}},
      {name: 'wicked', version: '1.0.0'},
    ])
    policy(DENY_WICKED)
    const {code} = await scratch.run('npm', ['install', 'express'])
    expect(code).toBe(0)
    expect(readdirSync(join(scratch.project, 'node_modules'))).not.toContain('wicked')
    expect(readFileSync(join(scratch.project, 'package-lock.json'), 'utf8')).not.toContain('sallyport')
  })
})

describe('a package that a feed calls malicious, three levels down', () => {
  const ADVISED = 'wanted by express@4.0.0 > body-parser@1.2.0 > raw-body@2.0.1: is malicious'

  async function fed(events: readonly object[] = [{introduced: '0'}], packages = DEEP) {
    const lab = await gatewayLab(packages)
    const update = async () => {
      lab.scratch.withHomeFiles({'malware.ndjson': asLines([osvEntry('MAL-2026-1', 'wicked', {events})])})
      const from = join(lab.scratch.home, 'malware.ndjson')
      const {code} = await lab.scratch.run(lab.program, ['cache', 'update', 'advisories', 'npm', '--from', from])
      expect(code).toBe(0)
    }
    return {...lab, update}
  }

  test('stops npm install, and npm ci of what was installed before the feed knew, with everything in the cache', async () => {
    const {scratch, digest, update, asked} = await fed()
    expect((await scratch.run('npm', ['install', 'express'])).code).toBe(0)
    await update()
    const before = digest()
    const count = asked().length
    for (const words of [['ci'], ['install'], ['install', '--offline']]) {
      const {code, stderr} = await scratch.run('npm', words)
      expect(stderr).toContain(ADVISED)
      expect(code).toBe(77)
      expect(digest()).toEqual(before)
    }
    expect(asked()).toHaveLength(count)
    for (const left of ['node_modules', 'package-lock.json']) rmSync(join(scratch.project, left), {recursive: true})
    const manifest = digest()
    for (const words of [['install'], ['update'], ['install', '--prefer-offline']]) {
      const {code, stderr} = await scratch.run('npm', words)
      expect(stderr).toContain(ADVISED)
      expect(code).toBe(77)
      expect(digest()).toEqual(manifest)
    }
    // npm has no judged answer in its cache, and nobody may be asked: it fails by itself.
    expect((await scratch.run('npm', ['install', '--offline'])).code).not.toBe(0)
    expect(digest()).toEqual(manifest)
  })

  test('one version only: the one before it is installed, and a line says so', async () => {
    const {scratch, update} = await fed(
      [{introduced: '1.0.1'}, {last_affected: '1.0.1'}],
      [...DEEP, {name: 'wicked', version: '1.0.1'}],
    )
    await update()
    const {code, stderr} = await scratch.run('npm', ['install', 'express'])
    expect(stderr).toMatch(/held back `wicked` 1\.0\.1, which is malicious in this version.*; used 1\.0\.0/u)
    expect(code).toBe(0)
    expect(lockedVersion(scratch.project, 'wicked')).toBe('1.0.0')
  })
})

describe('a version published an hour ago', () => {
  test('is held back: the one before it is installed, and one line says so', async () => {
    const {scratch} = await gatewayLab(YOUNG)
    const {code, stderr} = await scratch.run('npm', ['install', 'express'])
    expect(stderr).toMatch(
      /^sallyport: judged 2 of 2 packages: held back `lodash` 4\.17\.21, which was published 1 hour ago.*; used 4\.17\.20$/mu,
    )
    expect(code).toBe(0)
    expect(lockedVersion(scratch.project, 'lodash')).toBe('4.17.20')
  })

  test('asked for exactly it asks, with the one before it to take instead', async () => {
    const {scratch, digest} = await gatewayLab(YOUNG)
    const before = digest()
    const {code, stderr} = await scratch.run('npm', ['install', 'lodash@4.17.21'])
    expect(stderr).toContain('refused `lodash@4.17.21`: was published 1 hour ago')
    expect(stderr).toContain('hint: `npm install lodash@4.17.20`, or run')
    expect(code).toBe(75)
    expect(digest()).toEqual(before)
  })

  test('on a terminal, y runs the command again and installs it; nothing else is fetched twice', async () => {
    const {scratch, asked} = await gatewayLab(YOUNG)
    const terminal = scratch.runInTerminal('npm install lodash@4.17.21; echo "ended $?"')
    await terminal.expectText('Your answer?')
    expect(terminal.screen()).toContain('It was stopped before it changed anything here.')
    expect(terminal.screen()).toContain('runs: npm install lodash@4.17.20')
    terminal.type('y')
    await terminal.expectText('ended 0')
    expect(lockedVersion(scratch.project, 'lodash')).toBe('4.17.21')
    expect(asked().filter((path) => path.endsWith('.tgz'))).toEqual(['/lodash/-/lodash-4.17.21.tgz'])
    // The answer held for that one command.
    rmSync(join(scratch.project, 'node_modules'), {recursive: true})
    rmSync(join(scratch.project, 'package-lock.json'))
    scratch.withFiles({'package.json': '{"name":"app"}\n'})
    expect((await scratch.run('npm', ['install', 'lodash@4.17.21'])).code).toBe(75)
    expect((await scratch.run('npm', ['install', 'lodash@4.17.21', '--prefer-offline'])).code).toBe(75)
  })

  test('on a terminal, the substitute installs the one before it', async () => {
    const {scratch} = await gatewayLab(YOUNG)
    const terminal = scratch.runInTerminal('npm install lodash@4.17.21; echo "ended $?"')
    await terminal.expectText('Your answer?')
    terminal.type('s')
    await terminal.expectText('ended 0')
    expect(lockedVersion(scratch.project, 'lodash')).toBe('4.17.20')
  })

  test('deep in the tree and the only one that fits, it asks, and n leaves every file as it was', async () => {
    const {scratch, digest} = await gatewayLab([
      {name: 'express', version: '4.0.0', dependencies: {lodash: '4.17.21'}},
      ...YOUNG.slice(0, 2),
    ])
    const before = digest()
    const terminal = scratch.runInTerminal('npm install express; echo "ended $?"')
    await terminal.expectText('Your answer?')
    expect(terminal.screen()).toContain('It comes in through express@4.0.0.')
    terminal.type('n')
    await terminal.expectText('ended 77')
    expect(digest()).toEqual(before)
  })
})

describe('what else npm does goes on as before', () => {
  test('audits are asked of the registry', async () => {
    const {scratch, registry} = await gatewayLab(YOUNG)
    await scratch.run('npm', ['install', 'express'], {env: {npm_config_audit: 'true'}})
    const audits = registry.log.filter(({path}) => path === '/-/npm/v1/security/advisories/bulk')
    expect(audits.map(({method}) => method)).toEqual(['POST'])
  })

  test('a passthrough command has no gateway', async () => {
    const {scratch} = await gatewayLab(YOUNG)
    const {stdout} = await scratch.run('npm', ['config', 'get', 'registry'])
    expect(stdout).not.toMatch(/127\.0\.0\.1:\d+\/[0-9a-f]{20}/u)
  })
})

test('a version that is published between the check and the install is not installed unjudged', async () => {
  const {scratch, registry, program} = await gatewayLab(YOUNG.slice(0, 1))
  expect((await scratch.run(program, ['check', '--', 'npm', 'install', 'lodash'])).code).toBe(0)
  registry.publish({name: 'lodash', version: '4.18.0', publishedAt: new Date().toISOString()})
  const {code} = await scratch.run('npm', ['install', 'lodash'])
  expect(code).toBe(0)
  expect(lockedVersion(scratch.project, 'lodash')).toBe('4.17.20')
})

function lockfile(project: string): string {
  return readFileSync(join(project, 'package-lock.json'), 'utf8')
}

function lockedVersion(project: string, name: string): unknown {
  return JSON.parse(lockfile(project)).packages[`node_modules/${name}`]?.version
}

// What earlier runs saw of releases, with the real npm: lockfiles are judged by it, and no failure of it lets anything through or
// breaks an installation.

import {chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, onTestFinished, test} from 'vitest'
import {openDatabase} from '../../src/system/sqlite.ts'
import {type GatewayLab, gatewayLab} from '../support/gateway-lab.ts'
import type {NpmPackage} from '../support/npm-registry.ts'
import {signingRegistry} from '../support/signing-registry.ts'

const TREE: readonly NpmPackage[] = [
  {name: 'express', version: '4.0.0', dependencies: {lodash: '^4.0.0'}},
  {name: 'lodash', version: '4.17.21'},
]

const cacheOf = ({scratch}: GatewayLab): string => join(scratch.home, '.cache/sallyport')
const databaseOf = (lab: GatewayLab): string => join(cacheOf(lab), 'reputation.db')
const lockfileOf = ({scratch}: GatewayLab): string => join(scratch.project, 'package-lock.json')

/** A lab in which `express` was installed once. */
async function installed(packages: readonly NpmPackage[] = TREE): Promise<GatewayLab> {
  const lab = await gatewayLab(packages)
  const {code, stderr} = await lab.scratch.run('npm', ['install', 'express'])
  expect({code, stderr}).toEqual({code: 0, stderr: ''})
  return lab
}

/** As a checkout of the project elsewhere, or on another day: npm has nothing of it any more. */
function forget({scratch}: GatewayLab): void {
  for (const path of [join(scratch.project, 'node_modules'), join(scratch.root, 'npm-cache')])
    rmSync(path, {recursive: true, force: true})
}

function tamper(lab: GatewayLab): void {
  const lockfile = JSON.parse(readFileSync(lockfileOf(lab), 'utf8'))
  lockfile.packages['node_modules/lodash'].integrity = `sha512-${Buffer.alloc(64, 7).toString('base64')}`
  writeFileSync(lockfileOf(lab), JSON.stringify(lockfile, null, 2))
}

describe('a lockfile whose integrity is another one than was first seen', () => {
  test('stops npm ci and npm install before npm is started, with every file as it was', async () => {
    const lab = await installed()
    forget(lab)
    tamper(lab)
    const [before, count] = [lab.digest(), lab.asked().length]
    for (const verb of ['ci', 'install']) {
      const {code, stderr} = await lab.scratch.run('npm', [verb])
      expect(stderr).toMatch(
        /refused `lodash@4\.17\.21`, wanted by express@4\.0\.0: has another integrity in the lockfile than when it was first seen here, on \d{4}-\d\d-\d\d \(sha512\)/u,
      )
      expect(code).toBe(75)
    }
    expect(lab.digest()).toEqual(before)
    expect(lab.asked()).toHaveLength(count)
  })

  test('is refused where policy blocks it', async () => {
    const lab = await installed()
    tamper(lab)
    lab.policy('version: 1\nrules: {lockfile-poisoned: block}\n')
    expect((await lab.scratch.run('npm', ['ci'])).code).toBe(77)
  })

  test('says nothing of one that is as it was, nor of what was never seen', async () => {
    const lab = await installed()
    forget(lab)
    expect(await lab.scratch.run('npm', ['ci'])).toMatchObject({code: 0, stderr: ''})
    rmSync(cacheOf(lab), {recursive: true})
    tamper(lab)
    // npm itself finds that out, once it has fetched the tarball.
    forget(lab)
    expect((await lab.scratch.run('npm', ['ci'])).stderr).toContain('EINTEGRITY')
  })
})

test('the age of a locked version is judged by what is remembered, under a stricter policy', async () => {
  const published = new Date(Date.now() - 10 * 24 * 60 * 60 * 1000).toISOString()
  const lab = await installed([TREE[0]!, {...TREE[1]!, publishedAt: published}])
  forget(lab)
  lab.policy('version: 1\nrules: {too-new: {action: block, days: 20}}\n')
  const {code, stderr} = await lab.scratch.run('npm', ['ci'])
  expect(stderr).toContain('refused `lodash@4.17.21`, wanted by express@4.0.0: was published 10 days ago')
  expect(code).toBe(77)
})

test('what a person let through is not held against them by the next command', async () => {
  const young = new Date(Date.now() - 60 * 60 * 1000).toISOString()
  const lab = await gatewayLab([TREE[0]!, {...TREE[1]!, publishedAt: young}])
  const terminal = lab.scratch.runInTerminal('npm install express; echo "ended $?"')
  await terminal.expectText('Your answer?')
  terminal.type('y')
  await terminal.expectText('ended 0')
  expect((await lab.scratch.run('npm', ['ci'])).code).toBe(0)
})

describe('the database', () => {
  test('is made at the end of the first installation, for its owner alone, and not by what fetches nothing', async () => {
    const lab = await gatewayLab(TREE)
    expect((await lab.scratch.run('npm', ['ls'])).code).toBe(0)
    expect(existsSync(databaseOf(lab))).toBe(false)
    expect((await lab.scratch.run('npm', ['install', 'express'])).code).toBe(0)
    expect(statSync(databaseOf(lab)).mode & 0o777).toBe(0o600)
    const database = openDatabase(databaseOf(lab), {readOnly: true})
    const rows = database.prepare('SELECT name, version FROM package JOIN release ON package = id ORDER BY name').all()
    database.close()
    expect(rows.map(({name, version}) => `${String(name)}@${String(version)}`)).toEqual([
      'express@4.0.0',
      'lodash@4.17.21',
    ])
  })

  test('damaged: said, set aside, begun anew, and the installation goes on', async () => {
    const lab = await installed()
    forget(lab)
    writeFileSync(databaseOf(lab), 'this is no database, and was one before'.repeat(200))
    const {code, stderr} = await lab.scratch.run('npm', ['ci'])
    expect(stderr).toMatch(/is damaged .* and was set aside as/u)
    expect(code).toBe(0)
    expect(readdirSync(cacheOf(lab)).join()).toContain('reputation.db.damaged-')
  })

  test('locked by somebody: nothing that is forged gets through, and a clean installation goes on', async () => {
    const signer = signingRegistry('SHA256:ours')
    const lab = await installed()
    const database = openDatabase(databaseOf(lab))
    onTestFinished(() => database.close())
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE')
    forget(lab)
    expect(await lab.scratch.run('npm', ['ci'])).toMatchObject({code: 0, stderr: ''})
    lab.registry.serve('/-/npm/v1/keys', {keys: [signer.key]})
    const dist = () => ({signatures: [signer.sign('moment@1.0.0:sha512-other')]})
    lab.registry.publish({name: 'moment', version: '1.0.0', dist})
    const {code, stderr} = await lab.scratch.run('npm', ['install', 'moment'])
    expect(stderr).toContain('carries a signature of its registry that does not hold')
    expect(code).toBe(77)
  })

  test('in a folder that cannot be written: the installation goes on, and says nothing', async () => {
    const lab = await gatewayLab(TREE)
    const folder = join(lab.scratch.home, '.cache')
    lab.scratch.withHomeFiles({'.cache/kept': ''})
    chmodSync(folder, 0o500)
    onTestFinished(() => chmodSync(folder, 0o700))
    expect(await lab.scratch.run('npm', ['install', 'express'])).toMatchObject({code: 0, stderr: ''})
  })
})

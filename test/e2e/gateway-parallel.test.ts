// Many installs of one person at the same moment: each has a gateway of its own, and what they share stays whole.

import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {expect, test} from 'vitest'
import {openDatabase} from '../../src/system/sqlite.ts'
import {ADVISED, adviseAgainst, DEEP} from '../support/deep-malware.ts'
import type {RunResult} from '../support/detached-run.ts'
import type {NpmPackage} from '../support/npm-registry.ts'
import {spoiltLab} from '../support/spoilt-registry.ts'

const CLEAN: readonly NpmPackage[] = [
  {name: 'lodash', version: '4.17.20'},
  {name: 'react', version: '18.0.0', dependencies: {lodash: '^4.0.0'}},
]
const INSTALLS = 20
/** Where they share two processors with other tests. */
const timeoutMilliseconds = 170_000
/** Written by a script of the project itself, which has the settings of its npm. */
const MANIFEST = JSON.stringify({
  name: 'app',
  version: '1.0.0',
  scripts: {postinstall: 'node -p process.env.npm_config_registry > registry'},
  dependencies: {react: '^18.0.0'},
})

test('twenty installs, two that are stopped and an update of the feed at once', {timeout: 200_000}, async () => {
  // Nobody is answered before everybody has asked, so all gateways are open at the same time.
  const waiting: (() => void)[] = []
  const {scratch, program} = await spoiltLab([...DEEP, ...CLEAN], (path, _count, well) => {
    if (path !== '/react') return undefined
    return (response, request) => {
      waiting.push(() => well(response, request))
      if (waiting.length === INSTALLS) for (const answer of waiting) answer()
    }
  })
  const database = await adviseAgainst('deep-trouble', scratch, program)
  const projects = Array.from({length: INSTALLS}, (_, at) => join(scratch.root, `project-${at}`))
  const stopped = ['stopped-1', 'stopped-2'].map((name) => join(scratch.root, name))
  for (const folder of [...projects, ...stopped]) mkdirSync(folder)
  for (const folder of projects) writeFileSync(join(folder, 'package.json'), MANIFEST)
  for (const folder of stopped) writeFileSync(join(folder, 'package.json'), '{"name":"app"}')
  const running: Promise<RunResult>[] = projects.map((cwd) =>
    scratch.run('npm', ['install'], {cwd, timeoutMilliseconds}),
  )
  const refusing = stopped.map((cwd) => scratch.run('npm', ['install', 'express'], {cwd, timeoutMilliseconds}))
  const from = join(scratch.home, 'malware.ndjson')
  const updating = scratch.run(program, ['cache', 'update', 'advisories', 'npm', '--force', '--from', from])

  for (const end of await Promise.all(running))
    expect(end).toMatchObject({code: 0, stderr: expect.not.stringContaining('sallyport')})
  for (const {code, stderr} of await Promise.all(refusing)) {
    expect(stderr).toContain(ADVISED)
    expect(code).toBe(77)
  }
  expect((await updating).code).toBe(0)

  const texts = (path: string) => new Set(projects.map((folder) => readFileSync(join(folder, path), 'utf8')))
  const [lockfile = '', ...others] = texts('package-lock.json')
  expect(others).toEqual([])
  expect(lockfile).toContain('/react/-/react-18.0.0.tgz"')
  expect(lockfile).toContain('/lodash/-/lodash-4.17.20.tgz"')
  expect(texts('package.json')).toEqual(new Set([MANIFEST]))
  for (const folder of projects) expect(readdirSync(join(folder, 'node_modules'))).toContain('lodash')
  for (const folder of stopped) expect(readdirSync(folder)).toEqual(['package.json'])
  const ports = projects.map((folder) => new URL(readFileSync(join(folder, 'registry'), 'utf8')).port)
  expect(new Set(ports).size).toBe(INSTALLS)

  expect((await scratch.run(program, ['log', '--verify'])).code).toBe(0)
  const {stdout} = await scratch.run(program, ['log', '--json', '--since', '1d'])
  expect(stdout.split('\n').filter((line) => line.includes('"tool":"npm"')).length).toBeGreaterThanOrEqual(INSTALLS + 2)
  const opened = openDatabase(database, {readOnly: true})
  expect(opened.prepare('PRAGMA integrity_check').get()).toEqual({integrity_check: 'ok'})
  expect(opened.prepare('SELECT count(*) AS n FROM advisory').get()).toEqual({n: 1})
  opened.close()
  expect(readdirSync(dirname(database)).filter((name) => /damaged|\.tmp$/u.test(name))).toEqual([])
})

// The trees of well-known projects through the gate: the built-in policy asks nothing about any of them.

import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, inject, onTestFinished, test} from 'vitest'
import {Scratch} from '../support/scratch.ts'
import {liveProjects, manifestOf} from './live-project.ts'

const machine = inject('machine')
let cache = ''
const rows: string[] = []
/** Packages in a tree that is unpacked twice; a larger one is unpacked once, and `npm ci` then stops before it writes. */
const MOST_UNPACKED_TWICE = 500

beforeAll(() => {
  if (machine !== null) cache = mkdtempSync(join(tmpdir(), 'sallyport-live-'))
})

afterAll(() => {
  if (cache !== '') rmSync(cache, {recursive: true, force: true})
  if (rows.length > 0) console.log(['| project | packages | install, s | ci, s | said |', ...rows].join('\n'))
})

describe.skipIf(machine === null)('no question about the tree of', () => {
  test.each(liveProjects)('$project ($of)', async (live) => {
    const scratch = new Scratch()
      .withNpm(machine?.registry)
      .withFiles({'package.json': manifestOf(live)})
      .withEnvironment({...machine?.environment, npm_config_cache: cache, npm_config_ignore_scripts: 'true'})
      .installShims()
    onTestFinished(() => scratch.remove())

    const npm = async (...words: readonly string[]) => {
      const start = performance.now()
      const {code, stderr} = await scratch.run('npm', words, {timeoutMilliseconds: 280_000})
      const said = stderr.split('\n').filter((line) => /^(?:sallyport|hint):/.test(line))
      return {code, said, stderr: code === 0 ? '' : stderr, seconds: ((performance.now() - start) / 1000).toFixed(0)}
    }
    const installed = await npm('install')
    expect(installed).toMatchObject({code: 0, stderr: ''})
    const lockfile = readFileSync(join(scratch.project, 'package-lock.json'), 'utf8')
    const packages = Object.keys((JSON.parse(lockfile) as {packages: object}).packages).length - 1

    const scan = await scratch.run(scratch.install.program, ['scan'])
    const again = await npm('ci', ...(packages > MOST_UNPACKED_TWICE ? ['--dry-run'] : []))
    const said = [...new Set([...installed.said, ...again.said])].map((line) => line.replace(/^sallyport: /, ''))
    rows.push(`| ${live.project} | ${packages} | ${installed.seconds} | ${again.seconds} | ${said.join('; ')} |`)
    expect({scan: scan.code, said: scan.code === 0 ? '' : scan.stdout + scan.stderr}).toEqual({scan: 0, said: ''})
    expect(again).toMatchObject({code: 0, stderr: ''})
    expect(readFileSync(join(scratch.project, 'package-lock.json'), 'utf8')).toBe(lockfile)
  })
})

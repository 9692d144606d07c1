// A disk that is full below one of the folders of an install: a clear error or npm's own, and never an install unjudged.

import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {ADVISED, adviseAgainst, DEEP} from '../support/deep-malware.ts'
import {fill, onSmallDisk} from '../support/full-disk.ts'
import {type GatewayLab, gatewayLab} from '../support/gateway-lab.ts'

const CLEAN = {name: 'lodash', version: '4.17.20', files: {'large.js': 'x'.repeat(200_000)}}

type Folder = 'state' | 'cache' | 'temporary' | 'project' | 'npm-cache'

/** Where the feed is known already and the disk below one folder is full; undefined and skipped where nothing can be mounted. */
async function fullLab(which: Folder, skip: (note: string) => never) {
  const lab = await gatewayLab([...DEEP, CLEAN])
  const {scratch, program} = lab
  await adviseAgainst('deep-trouble', scratch, program)
  const folder = {
    state: join(scratch.home, '.local/state/sallyport'),
    cache: join(scratch.home, '.cache/sallyport'),
    temporary: join(scratch.root, 'tmp'),
    project: scratch.project,
    'npm-cache': join(scratch.root, 'npm-cache'),
  }[which]
  const mounted = onSmallDisk(folder)
  if (mounted.kind === 'impossible') skip(mounted.reason)
  return {...lab, folder, makeRoom: fill(folder)}
}

const install = ({scratch}: GatewayLab, name: string) => scratch.run('npm', ['install', name])
const tarballs = ({asked}: GatewayLab) => asked().filter((path) => path.endsWith('.tgz'))

/** The whole road works, and both kinds of packages have their outcome. */
async function expectWell(lab: GatewayLab): Promise<void> {
  expect(await install(lab, 'express')).toMatchObject({code: 77, stderr: expect.stringContaining(ADVISED)})
  expect(await install(lab, 'lodash')).toMatchObject({code: 0, stderr: ''})
  expect((await lab.scratch.run(lab.program, ['log', '--verify'])).code).toBe(0)
}

describe('the disk of the state folder is full', () => {
  test('the judgement stands, and a line says that it is not in the log; later everything is whole', async ({skip}) => {
    const lab = await fullLab('state', skip)
    const refused = await install(lab, 'express')
    expect(refused.stderr).toContain(ADVISED)
    expect(refused.stderr).toMatch(/could not write the audit log `.*`: the disk is full/u)
    expect(refused.code).toBe(77)
    expect(tarballs(lab)).toEqual([])
    expect(await install(lab, 'lodash')).toMatchObject({code: 0, stderr: expect.stringContaining('the disk is full')})
    lab.makeRoom()
    await expectWell(lab)
    expect(readFileSync(join(lab.folder, 'gateway-key'))).toHaveLength(32)
    expect(readdirSync(lab.folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })
})

describe('the disk of the cache folder is full', () => {
  test('the advisories are read, or their silence is refused; later everything is whole', async ({skip}) => {
    const lab = await fullLab('cache', skip)
    for (const name of ['express', 'lodash']) {
      const {code, stderr} = await install(lab, name)
      expect(stderr).toMatch(/is not judged by advisories: .* cannot be read/u)
      expect(code).toBe(75)
    }
    expect(lab.asked()).toEqual([])
    lab.makeRoom()
    await expectWell(lab)
  })
})

describe('the disk of the temporary folder is full', () => {
  test('npm is not started: 69, with the reason, and nothing is left there', async ({skip}) => {
    const lab = await fullLab('temporary', skip)
    for (const name of ['express', 'lodash']) {
      const {code, stderr} = await install(lab, name)
      expect(stderr).toContain(`stopped \`npm install ${name}\`: no place for the settings of the gateway`)
      expect(stderr).toContain('cannot be written (ENOSPC)\nhint: make room there, or set `TMPDIR`')
      expect(code).toBe(69)
    }
    expect(lab.asked()).toEqual([])
    expect(readdirSync(lab.folder)).toEqual(['filler'])
    lab.makeRoom()
    await expectWell(lab)
  })

  test('where there is no such folder at all, neither', async () => {
    const lab = await gatewayLab([CLEAN])
    lab.scratch.withEnvironment({TMPDIR: join(lab.scratch.root, 'nowhere')})
    expect(await install(lab, 'lodash')).toMatchObject({
      code: 69,
      stderr: expect.stringContaining('nowhere` cannot be written (ENOENT)'),
    })
    expect(lab.asked()).toEqual([])
  })
})

describe.each<Folder>(['project', 'npm-cache'])('the disk of the %s is full', (which) => {
  test('what is refused is refused or not even fetched, and the rest fails by npm’s own ENOSPC', async ({skip}) => {
    const lab = await fullLab(which, skip)
    const bare = await lab.scratch.run('npm', ['install', 'lodash'], {env: {SALLYPORT: 'off'}})
    const gated = await install(lab, 'lodash')
    expect(gated.stderr).toContain('npm error code ENOSPC')
    expect(gated.code).toBe(bare.code)
    const before = tarballs(lab).length
    const {code, stderr} = await install(lab, 'express')
    expect(stderr).toMatch(which === 'project' ? /is malicious/u : /is malicious|npm error code ENOSPC/u)
    expect(code).not.toBe(0)
    expect(tarballs(lab)).toHaveLength(before)
    lab.makeRoom()
    await expectWell(lab)
  })
})

// Broken surroundings and hostile words: a clear sentence and a documented exit code, never a stack trace.

import {chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {userInfo} from 'node:os'
import {join} from 'node:path'
import {describe, expect, onTestFinished, test} from 'vitest'
import {Scratch} from '../support/scratch.ts'

const isRoot = userInfo().uid === 0

function gate() {
  const scratch = new Scratch()
    .withNode()
    .withFakeTool({name: 'npm'})
    .withFakeTool({name: 'docker'})
    .withFakeTool({name: 'pip'})
    .installShims()
  onTestFinished(() => scratch.remove())
  return scratch
}

/** What a stack trace looks like. */
const TRACE = /\n\s+at |node:internal|Error:/

describe('package.json', () => {
  test.each([
    ['broken JSON', '{"name":', /package\.json` is not valid JSON/],
    ['no object', '[]', /package\.json` holds no JSON object/],
    ['empty', '', /package\.json` is not valid JSON/],
  ])('%s: 69, and npm is not started', async (_what, content, sentence) => {
    const scratch = gate().withFiles({'package.json': content})
    const {code, stderr} = await scratch.run('npm', ['install'])
    expect(code).toBe(69)
    expect(stderr).toMatch(sentence)
    expect(stderr).toMatch(/\nhint: /)
    expect(stderr).not.toMatch(TRACE)
    expect(scratch.callsOf('npm')).toEqual([])
  })

  test('names with NUL and escapes in it', async () => {
    const scratch = gate().withFiles({'package.json': JSON.stringify({dependencies: {'a\0b': '1', '\u001B[2J': '1'}})})
    const {code, stderr} = await scratch.run('npm', ['install'])
    expect([0, 75]).toContain(code)
    expect(stderr.replaceAll('\n', '')).not.toMatch(/\p{C}/u)
  })

  test('a folder of that name', async () => {
    const scratch = gate()
    mkdirSync(join(scratch.project, 'package.json'))
    const {code, stderr} = await scratch.run('npm', ['install'])
    expect(code).toBe(69)
    expect(stderr).toContain('it is a folder')
  })

  test('unreadable', async ({skip}) => {
    if (isRoot) skip('for root every file is readable')
    const scratch = gate().withFiles({'package.json': '{}'})
    chmodSync(join(scratch.project, 'package.json'), 0)
    const {code, stderr} = await scratch.run('npm', ['install'])
    expect(code).toBe(69)
    expect(stderr).toContain('permission denied')
  })
})

describe('names', () => {
  test.each([
    ['10,000 characters', 'x'.repeat(10_000)],
    ['escape sequences', 'exp\u001B[2Jress'],
    ['bidi controls', 'exp\u202Eress'],
    ['zero-width characters', 'exp\u200Bress'],
    ['a line break', 'exp\nress'],
    ['__proto__', '__proto__'],
    ['an empty word', ''],
    ['a lone at', '@'],
    ['a Cyrillic letter', 'expr\u0435ss'],
  ])('%s: ends with a documented code and prints nothing that moves the terminal', async (_what, name) => {
    for (const [tool, verb] of [
      ['npm', 'install'],
      ['pip', 'install'],
      ['docker', 'pull'],
    ] as const) {
      const {code, stdout, stderr} = await gate().run(tool, [verb, name])
      expect([0, 75, 77]).toContain(code)
      expect(stdout).toBe('')
      expect(stderr.replaceAll('\n', '')).not.toMatch(/\p{C}/u)
      expect(stderr).not.toMatch(TRACE)
    }
  })

  test('10,000 words: judged and passed on whole', async () => {
    const scratch = gate()
    const words = ['install', ...Array.from({length: 10_000}, (_, index) => `package-number-${index}`)]
    expect((await scratch.run('npm', words)).code).toBe(0)
    expect(scratch.callsOf('npm')).toEqual([words])
  })
})

describe('flags', () => {
  test.each([
    [['install', '--frobnicate', 'express']],
    [['--frobnicate=1', 'install', 'express']],
    [['install', 'express', '--', '--frobnicate']],
  ])('unknown ones (%j) do not hide a name, and are npm’s own to complain about', async (words) => {
    const scratch = gate()
    const {code, stderr} = await scratch.run('npm', words)
    expect([0, 75]).toContain(code)
    expect(stderr).not.toMatch(TRACE)
    const hidden = words.map((word) => (word === 'express' ? 'expresss' : word))
    expect((await scratch.run('npm', hidden)).code).toBe(75)
  })
})

describe('a refusal', () => {
  test('does not let `&&` go on', async () => {
    const scratch = gate()
    await scratch.run('sh', ['-c', 'npm install expresss && touch went-on'])
    expect(existsSync(join(scratch.project, 'went-on'))).toBe(false)
  })
})

describe('surroundings', () => {
  test('no npm: 127', async () => {
    const scratch = gate()
    rmSync(join(scratch.bin, 'npm'))
    const {code, stderr} = await scratch.run('npm', ['install', 'express'], {env: {PATH: join(scratch.install.shims)}})
    expect(code).toBe(127)
    expect(stderr).toMatch(/^sallyport: no `npm` on PATH .*\nhint: /)
  })

  test('HOME unset: the system knows the home', async () => {
    const scratch = gate()
    const env = {
      HOME: undefined,
      XDG_CONFIG_HOME: undefined,
      XDG_CACHE_HOME: join(scratch.home, 'c'),
      XDG_STATE_HOME: join(scratch.home, 's'),
    }
    expect((await scratch.run('npm', ['install', 'express'], {env})).code).toBe(0)
  })

  test('a state folder that cannot be written: said once, the command goes on', async () => {
    const scratch = gate()
    writeFileSync(join(scratch.home, 'file'), '')
    const {code, stderr} = await scratch.run('npm', ['install', 'express'], {
      env: {XDG_STATE_HOME: join(scratch.home, 'file'), XDG_CACHE_HOME: join(scratch.home, 'file')},
    })
    expect(code).toBe(0)
    expect(stderr).toMatch(/^sallyport: could not write the audit log `.*`: a file is in the place of its folder\n$/)
  })

  test('a read-only HOME: said once, the command goes on', async ({skip}) => {
    if (isRoot) skip('for root nothing is read-only')
    const scratch = gate()
    chmodSync(scratch.home, 0o555)
    const {code, stderr} = await scratch.run('npm', ['install', 'express'])
    chmodSync(scratch.home, 0o755)
    expect(code).toBe(0)
    expect(stderr).toMatch(/^sallyport: could not write the audit log `.*`: permission denied\n$/)
    expect(scratch.callsOf('npm')).toEqual([['install', 'express']])
  })

  test('a full disk under the state folder: said once, the command goes on', async ({skip}) => {
    const scratch = gate()
    const folder = join(scratch.home, 'state')
    mkdirSync(folder)
    const {code: failure} = await scratch.run('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder])
    if (failure !== 0) skip('only root can make a small disk')
    onTestFinished(async () => void (await scratch.run('umount', [folder])))
    const install = () => scratch.run('npm', ['install', 'express'], {env: {XDG_STATE_HOME: folder}})
    await install()
    // Until nothing more goes in.
    await scratch.run('dd', ['if=/dev/zero', `of=${join(folder, 'filler')}`, 'bs=1k'])
    const log = join(folder, 'sallyport/audit.jsonl')
    let last = await install()
    for (let runs = 0; last.stderr === '' && runs < 20; runs++) last = await install()
    const before = readFileSync(log, 'utf8')
    expect(await install()).toMatchObject({
      code: 0,
      stderr: `sallyport: could not write the audit log \`${log}\`: the disk is full\n`,
    })
    expect(readFileSync(log, 'utf8')).toBe(before)
    expect(before).toMatch(/\}\n$/)
    rmSync(join(folder, 'filler'))
    expect((await install()).stderr).toBe('')
    const verify = {env: {XDG_STATE_HOME: folder}}
    expect((await scratch.run(scratch.install.program, ['log', '--verify'], verify)).code).toBe(0)
  })

  test('a damaged name index: 69, nothing is judged clean', async () => {
    const scratch = gate()
    const index = join(scratch.install.prefix, 'lib/dist/data/npm.names')
    rmSync(index)
    writeFileSync(index, 'SALLYNAM')
    const {code, stderr} = await scratch.run('npm', ['install', 'express'])
    expect(code).toBe(69)
    expect(stderr).toContain('hint: run `install.sh` again')
    expect(scratch.callsOf('npm')).toEqual([])
  })

  test('a damaged runtime: 69 and two lines, and what cannot fetch still works', async () => {
    const scratch = gate()
    rmSync(join(scratch.install.prefix, 'lib/dist/main.js'))
    const {code, stderr} = await scratch.run('npm', ['install', 'express'])
    expect(code).toBe(69)
    expect(stderr.trimEnd().split('\n')).toHaveLength(2)
    expect((await scratch.run('npm', ['run', 'build'])).code).toBe(0)
    expect(scratch.callsOf('npm')).toEqual([['run', 'build']])
  })

  test('a PATH without the shims: the program says what is not covered', async () => {
    const scratch = gate()
    const {stdout} = await scratch.run(scratch.install.program, ['doctor'], {
      env: {PATH: `${scratch.bin}:/usr/bin:/bin`},
    })
    expect(stdout).toContain(`in front of the shims on this PATH: ${join(scratch.bin, 'npm')}`)
  })

  test.each(['{"type":"commonjs"}', '{"name":"mine"}'])(
    'a package.json above the installation (%s) changes nothing',
    async (content) => {
      const scratch = gate()
      writeFileSync(join(scratch.root, 'package.json'), content)
      const {code, stderr} = await scratch.run('npm', ['install', 'express'])
      expect({code, stderr}).toEqual({code: 0, stderr: ''})
    },
  )

  test('two installations do not call each other for ever', async () => {
    const scratch = gate().installShims(join(gate().root, 'second'))
    expect((await scratch.run('npm', ['install', 'express'])).code).toBe(0)
    expect(scratch.callsOf('npm')).toEqual([['install', 'express']])
  })

  test('a wrapper that calls npm by name again is stopped', async () => {
    const scratch = gate()
    writeFileSync(join(scratch.bin, 'npm'), '#!/bin/sh\nexec npm "$@"\n', {mode: 0o755})
    const {code, stderr} = await scratch.run('npm', ['ls'])
    expect(code).toBe(70)
    expect(stderr).toContain('inside itself')
  })

  test.each([['run', 'cargo', '--', 'install'], ['frobnicate'], ['check', '--', 'cargo', 'x']])(
    'sallyport %s: 64 and a hint',
    async (...words) => {
      const scratch = gate()
      const {code, stderr} = await scratch.run(scratch.install.program, words)
      expect(code).toBe(64)
      expect(stderr).toMatch(/^sallyport: .*\nhint: /)
    },
  )
})

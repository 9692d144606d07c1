// Proves the supports of the end-to-end tests with the real npm and the real pip, and no sallyport between.

import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, onTestFinished, test} from 'vitest'
import {startNpmRegistry} from './support/npm-registry.ts'
import {startPypiIndex} from './support/pypi-index.ts'
import {Scratch} from './support/scratch.ts'
import {tarball} from './support/tar.ts'
import {treeDigest} from './support/tree-digest.ts'
import {virtualenvMaker} from './support/virtualenv.ts'

function newScratch(): Scratch {
  const scratch = new Scratch()
  onTestFinished(() => scratch.remove())
  return scratch
}

async function npmRegistry(...parameters: Parameters<typeof startNpmRegistry>) {
  const registry = await startNpmRegistry(...parameters)
  onTestFinished(() => registry.close())
  return registry
}

async function pypiIndex(...parameters: Parameters<typeof startPypiIndex>) {
  const index = await startPypiIndex(...parameters)
  onTestFinished(() => index.close())
  return index
}

describe('the npm registry on loopback', () => {
  test('installs a package, its dependency and its command with the real npm, and logs each request', async () => {
    const registry = await npmRegistry([
      {name: 'left', version: '1.0.0', dependencies: {'@acme/right': '^2.0.0'}, bin: {left: 'cli.js'}},
      {name: '@acme/right', version: '2.0.0'},
      {name: '@acme/right', version: '2.1.0', files: {'index.js': 'module.exports = "2.1"\n'}},
    ])
    const scratch = newScratch().withNpm(registry.url).withFiles({'package.json': '{"name":"project"}'})
    expect(await scratch.run('npm', ['install', 'left'])).toMatchObject({code: 0, signal: null})
    expect(readFileSync(join(scratch.project, 'node_modules/@acme/right/index.js'), 'utf8')).toContain('2.1')
    expect((await scratch.run('npx', ['left'])).stdout).toBe('left 1.0.0\n')
    expect(registry.log.map(({method, path, status}) => `${method} ${path} ${status}`).toSorted()).toEqual([
      'GET /@acme%2fright 200',
      'GET /@acme/right/-/right-2.1.0.tgz 200',
      'GET /left 200',
      'GET /left/-/left-1.0.0.tgz 200',
    ])
  })

  test('shows the full packument, with times, to those who do not ask for the abbreviated one', async () => {
    const registry = await npmRegistry([
      {name: 'left', version: '1.0.0', publishedAt: '2026-01-02T03:04:05.000Z', tags: ['next']},
    ])
    const view = await newScratch().withNpm(registry.url).run('npm', ['view', 'left', 'time', 'dist-tags', '--json'])
    expect([JSON.parse(view.stdout)].flat()).toMatchObject([
      {'dist-tags': {latest: '1.0.0', next: '1.0.0'}, time: {'1.0.0': '2026-01-02T03:04:05.000Z'}},
    ])
  })

  test('does not know a name that was not published', async () => {
    const registry = await npmRegistry([])
    const scratch = newScratch().withNpm(registry.url)
    const {code, stderr} = await scratch.run('npm', ['install', 'left'])
    expect([code, registry.log[0]?.status]).toEqual([1, 404])
    expect(stderr).toContain('E404')
  })

  test('serves nothing without the token it asks for, and says whether one came', async () => {
    const registry = await npmRegistry([{name: 'left', version: '1.0.0'}], {token: 'letmein'})
    const scratch = newScratch().withNpm(registry.url)
    expect((await scratch.run('npm', ['view', 'left', 'version'])).stderr).toContain('E401')
    scratch.withHomeFiles({'.npmrc': `${registry.url.slice('http:'.length)}:_authToken=letmein\n`})
    expect((await scratch.run('npm', ['view', 'left', 'version'])).stdout).toBe('1.0.0\n')
    expect(registry.log.map(({status, hasAuthorization}) => [status, hasAuthorization])).toEqual([
      [401, false],
      [200, true],
    ])
  })

  test('says in the abbreviated packument that a version has an install script, and no more about it', async () => {
    const registry = await npmRegistry([{name: 'left', version: '1.0.0', scripts: {postinstall: 'exit 1'}}])
    const answer = await fetch(`${registry.url}left`, {headers: {accept: 'application/vnd.npm.install-v1+json'}})
    const {versions} = (await answer.json()) as {
      versions: Record<string, {hasInstallScript?: boolean; scripts?: unknown}>
    }
    expect([versions['1.0.0']?.hasInstallScript, versions['1.0.0']?.scripts]).toEqual([true, undefined])
  })

  test('makes the same tarball of the same files', () => {
    const files = [
      {path: 'package/a', content: 'a'},
      {path: 'package/b', content: 'b'.repeat(600), isExecutable: true},
    ]
    expect(tarball(files).equals(tarball(files))).toBe(true)
  })
})

describe('the Python index on loopback', () => {
  const maker = virtualenvMaker()
  const packages = [
    {name: 'Requests', version: '2.31.0', dependencies: ['idna>=2', 'PySocks; extra == "socks"'], extras: ['socks']},
    {name: 'idna', version: '3.7'},
    {name: 'idna', version: '3.8', yanked: 'broken'},
    {name: 'PySocks', version: '1.7.1', commands: {socks: 'pysocks:main'}},
  ]

  test.for([{isHtmlOnly: false}, {isHtmlOnly: true}])(
    'installs a wheel, its extra and its dependency with the real pip: %o',
    async (options, {skip}) => {
      if (maker.kind === 'missing') return skip(maker.reason)
      const index = await pypiIndex(packages, options)
      const scratch = newScratch().withVirtualenv(index.url)
      const installed = await scratch.run('pip', ['install', 'requests[socks]>=2'])
      expect(installed, installed.stderr).toMatchObject({code: 0})
      const list = await scratch.run('pip', ['list', '--format=freeze', '--exclude=pip', '--exclude=setuptools'])
      expect(list.stdout).toBe('idna==3.7\nPySocks==1.7.1\nRequests==2.31.0\n')
      expect(existsSync(join(scratch.virtualenv.bin, 'socks'))).toBe(true)
      expect((await scratch.run('pip', ['check'])).code).toBe(0)
      expect(index.log.map(({path, status}) => `${path} ${status}`)).toContain('/simple/requests/ 200')
    },
  )

  test('does not know a name that was not published', async ({skip}) => {
    if (maker.kind === 'missing') return skip(maker.reason)
    const index = await pypiIndex([])
    const {code} = await newScratch().withVirtualenv(index.url).run('pip', ['install', 'reqeusts'])
    expect([code, ...index.log.map(({path, status}) => `${path} ${status}`)]).toEqual([1, '/simple/reqeusts/ 404'])
  })
})

describe('the scratch', () => {
  test('gives a program nothing of this machine but what it was told', async () => {
    const {stdout} = await newScratch().withNode().run('node', ['-p', 'Object.keys(process.env).sort().join(" ")'])
    expect(stdout.trim()).toBe(
      'HOME LANG PATH SHELL TMPDIR XDG_CACHE_HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_RUNTIME_DIR XDG_STATE_HOME',
    )
  })

  test('runs without a terminal: /dev/tty does not open and stdin is at its end', async () => {
    const {code, stdout} = await newScratch().run('sh', ['-c', 'cat; (: < /dev/tty) 2> /dev/null || echo none'])
    expect([code, stdout]).toEqual([0, 'none\n'])
  })

  test('hands stdin over and tells a signal from an exit code', async () => {
    const scratch = newScratch()
    expect(await scratch.run('cat', [], {input: 'words'})).toMatchObject({code: 0, stdout: 'words'})
    expect(await scratch.run('sh', ['-c', 'kill -TERM $$'])).toMatchObject({code: null, signal: 'SIGTERM'})
  })

  test('writes down what a fake tool was called with, word for word', async () => {
    const scratch = newScratch().withFakeTool({name: 'docker', stdout: 'hello', exitCode: 3})
    expect(await scratch.run('docker', ['pull', 'a b', '', "it's\n"])).toMatchObject({code: 3, stdout: 'hello'})
    await scratch.run('docker', [])
    expect(scratch.callsOf('docker')).toEqual([['pull', 'a b', '', "it's\n"], []])
  })

  test('tells changed trees from unchanged ones, to the byte and the mode', async () => {
    const scratch = newScratch().withFiles({'package.json': '{}', 'lib/a.js': ''})
    const before = treeDigest(scratch.project)
    expect([...before.keys()]).toEqual(['lib/', 'lib/a.js', 'package.json'])
    expect(treeDigest(scratch.project)).toEqual(before)
    scratch.withFiles({'package.json': '{} '})
    expect(treeDigest(scratch.project)).not.toEqual(before)
  })
})

describe('the terminal', () => {
  test('draws what a program writes and sends it what is typed', async () => {
    const session = newScratch().runInTerminal(
      'printf "name? "; read -r name; printf "\\033[1mhello %s\\033[0m\\n" "$name"',
    )
    await session.expectText('name?')
    session.type('ada\r')
    await session.expectText(/hello ada$/u)
    expect(await session.exit).toEqual({code: 0, signal: null})
    expect(session.screen()).toBe('name? ada\nhello ada')
    expect(session.output()).toContain('\u001B[1mhello ada\u001B[0m')
  })

  test('has a controlling terminal of the size that was asked for', async () => {
    const session = newScratch().runInTerminal('stty size < /dev/tty', {columns: 50, rows: 9})
    await session.expectText('9 50')
  })

  test('finds a text that the edge of the screen broke in two', async () => {
    const session = newScratch().runInTerminal('echo one two three four', {columns: 10})
    await session.expectText('two three four')
  })

  test('says what it shows when the text never comes', async () => {
    const session = newScratch().runInTerminal('echo something else')
    await expect(session.expectText('hello')).rejects.toThrow(/ended before the text hello.*something else/su)
  })

  test('tells a signal from an exit code', async () => {
    const scratch = newScratch()
    expect(await scratch.runInTerminal('exit 7').exit).toEqual({code: 7, signal: null})
    const session = scratch.runInTerminal('echo ready; exec sleep 60')
    await session.expectText('ready')
    session.kill('SIGTERM')
    expect(await session.exit).toEqual({code: null, signal: 'SIGTERM'})
  })

  test('passes Ctrl-C on as an interrupt of the foreground program', async () => {
    const session = newScratch().runInTerminal('echo ready; exec sleep 60')
    await session.expectText('ready')
    session.type('\u0003')
    expect(await session.exit).toEqual({code: null, signal: 'SIGINT'})
  })
})

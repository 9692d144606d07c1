// `npm install` through the shim, on a terminal, with the real npm and a registry on loopback.

import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, onTestFinished, test} from 'vitest'
import {type NpmPackage, startNpmRegistry} from '../support/npm-registry.ts'
import {Scratch} from '../support/scratch.ts'
import {treeDigest} from '../support/tree-digest.ts'

const PACKAGES: readonly NpmPackage[] = [
  {name: 'express', version: '4.21.0'},
  {name: 'expresss', version: '1.0.0', scripts: {postinstall: 'touch ../../owned'}},
  {name: 'lodash', version: '4.17.21'},
  {name: 'react', version: '19.0.0'},
  {
    name: 'cowsay',
    version: '1.6.0',
    bin: {cowsay: 'cli.js'},
    files: {'cli.js': '#!/usr/bin/env node\nconsole.log("moo")\n'},
  },
]

async function gate(files: Record<string, string> = {'package.json': '{"name":"app","version":"1.0.0"}\n'}) {
  const registry = await startNpmRegistry(PACKAGES)
  const scratch = new Scratch().withNpm(registry.url).withFiles(files).installShims()
  onTestFinished(async () => {
    await scratch.remove()
    await registry.close()
  })
  return {registry, scratch, asked: () => registry.log.map(({path}) => decodeURIComponent(path))}
}

describe('npm install expresss, on a terminal', () => {
  test('shows express first and installs it on the substitute key; nothing of expresss is left or fetched', async () => {
    const {scratch, asked} = await gate()
    const terminal = scratch.runInTerminal('npm install expresss; echo "ended $?"')
    await terminal.expectText('Your answer?')
    expect(terminal.screen()).toMatch(/1 or s\s+express, /)
    expect(terminal.screen()).toContain('runs: npm install express')
    terminal.type('s')
    await terminal.expectText('ended 0')
    const project = scratch.project
    expect(JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')).dependencies).toEqual({express: '^4.21.0'})
    expect(JSON.stringify([...treeDigest(project).keys()])).not.toContain('expresss')
    expect(readFileSync(join(project, 'package-lock.json'), 'utf8')).not.toContain('expresss')
    expect(asked().join()).not.toContain('expresss')
    expect(asked()).toContain('/express')
  })

  test.each([
    ['Enter', '\r', 77],
    ['Esc', '\u001B', 77],
    ['n', 'n', 77],
    ['Ctrl-D', '\u0004', 77],
    ['Ctrl-C', '\u0003', 130],
  ])('%s refuses: every file stays byte for byte, and nothing is asked of the registry', async (_name, key, code) => {
    const {scratch, asked} = await gate({
      'package.json': '{"name":"app","dependencies":{"lodash":"^4.0.0"}}\n',
      'package-lock.json': '{"name":"app","lockfileVersion":3,"packages":{"":{"name":"app"}}}\n',
    })
    const before = treeDigest(scratch.project)
    const terminal = scratch.runInTerminal('npm install expresss; echo "ended $?"')
    await terminal.expectText('Your answer?')
    terminal.type(key)
    await terminal.expectText(`ended ${code}`)
    expect(treeDigest(scratch.project)).toEqual(before)
    expect(asked()).toEqual([])
  })

  test('y lets it through once, and only once', async () => {
    const {scratch} = await gate()
    const terminal = scratch.runInTerminal(
      'npm install expresss --ignore-scripts; echo "ended $?"; npm install expresss',
    )
    await terminal.expectText('Your answer?')
    terminal.type('y')
    await terminal.expectText('ended 0')
    await terminal.expectText('Your answer?')
    terminal.type('\u0003')
    expect((await terminal.exit).code).toBe(130)
  })

  test('a number chooses among several names, and each question stands alone', async () => {
    const {scratch} = await gate()
    const terminal = scratch.runInTerminal('npm install expresss loadsh@^4; echo "ended $?"')
    await terminal.expectText('question 1 of 2')
    await terminal.expectText('Your answer?')
    terminal.type('1')
    await terminal.expectText('question 2 of 2')
    await terminal.expectText('Your answer?')
    expect(terminal.screen()).toContain('runs: npm install express lodash@^4')
    terminal.type('1')
    await terminal.expectText('ended 0')
    const {dependencies} = JSON.parse(readFileSync(join(scratch.project, 'package.json'), 'utf8'))
    expect(dependencies).toEqual({express: '^4.21.0', lodash: '^4.17.21'})
  })

  test('a name in package.json is asked about, and says where it stands', async () => {
    const {scratch, asked} = await gate({'package.json': '{"name":"app","dependencies":{"expresss":"^1.0.0"}}\n'})
    const terminal = scratch.runInTerminal('npm install; echo "ended $?"')
    await terminal.expectText('It stands in')
    await terminal.expectText('Your answer?')
    expect(terminal.screen()).not.toContain('1 or s')
    terminal.type('\r')
    await terminal.expectText('ended 77')
    expect(asked()).toEqual([])
  })
})

describe('what asks nothing', () => {
  test('npm install express lodash react', async () => {
    const {scratch} = await gate()
    const terminal = scratch.runInTerminal('npm install express lodash react; echo "ended $?"')
    await terminal.expectText('ended 0')
    expect(terminal.output()).not.toContain('sallyport')
  })

  test('a script named like an npm command runs once, through npm alone', async () => {
    const {scratch} = await gate({
      'package.json': '{"name":"app","scripts":{"i":"echo ran >> ran.txt","add":"echo ran >> ran.txt"}}\n',
    })
    expect((await scratch.run('npm', ['run', 'i'])).code).toBe(0)
    expect((await scratch.run('npm', ['run', 'add', 'expresss'])).code).toBe(0)
    expect(readFileSync(join(scratch.project, 'ran.txt'), 'utf8')).toBe('ran\nran expresss\n')
  })

  test('npx of a package that this project has', async () => {
    const {scratch} = await gate()
    await scratch.run('npm', ['install', 'cowsay'])
    expect(await scratch.run('npx', ['cowsay'])).toMatchObject({code: 0, stdout: 'moo\n'})
  })

  test('npm ls --json keeps its standard output whole', async () => {
    const {scratch} = await gate()
    const {stdout, stderr} = await scratch.run('npm', ['ls', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({name: 'app'})
    expect(stderr).toBe('')
  })
})

describe('children of npm go through the gate as well', () => {
  test('a script that calls npm install expresss is stopped', async () => {
    const {scratch, asked} = await gate({'package.json': '{"name":"app","scripts":{"setup":"npm install expresss"}}\n'})
    const {code, stderr} = await scratch.run('npm', ['run', 'setup'])
    expect(code).toBe(75)
    expect(stderr).toContain('refused `expresss`')
    expect(asked()).toEqual([])
  })

  test('a postinstall that calls npm install expresss is stopped', async () => {
    const files = {'package.json': '{"name":"app","scripts":{"postinstall":"npm install expresss --no-save"}}\n'}
    const {scratch, asked} = await gate(files)
    const {code, stderr} = await scratch.run('npm', ['install'])
    expect(code).not.toBe(0)
    expect(stderr).toContain('refused `expresss`')
    expect(asked().join()).not.toContain('expresss')
  })

  test.each([
    ['sh -c', 'sh -c "npm install expresss"'],
    ['env', 'env npm install expresss'],
    ['xargs', 'echo expresss | xargs npm install'],
    ['timeout', 'timeout 60 npm install expresss'],
    ['nohup', 'nohup npm install expresss'],
  ])('%s does not go round it', async (_name, commandLine) => {
    const {scratch, asked} = await gate()
    const {code, stderr} = await scratch.run('sh', ['-c', commandLine])
    expect(code).not.toBe(0)
    expect(stderr).toContain('refused `expresss`')
    expect(asked()).toEqual([])
  })
})

// A release that policy asks about stops npm when it wants it, with the real npm and a registry on loopback.

import {readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {gatewayLab} from '../support/gateway-lab.ts'
import type {NpmPackage} from '../support/npm-registry.ts'

describe('a release that policy asks about', () => {
  const SCRIPTED: readonly NpmPackage[] = [
    {name: 'express', version: '4.0.0', dependencies: {helper: '^1.0.0'}},
    {name: 'helper', version: '1.0.0', publishedAt: daysAgo(100)},
    {
      name: 'helper',
      version: '1.1.0',
      publishedAt: daysAgo(10),
      scripts: {postinstall: "node -e \"require('fs').writeFileSync('ran', '')\""},
    },
  ]

  test('stops npm when it wants it: nothing is installed, no script ran, every file stays as it was', async () => {
    const {scratch, digest, asked} = await gatewayLab(SCRIPTED, {
      'package.json': '{"name":"app","dependencies":{"express":"^4.0.0"}}\n',
      'package-lock.json': '{"name":"app","lockfileVersion":3,"packages":{"":{"name":"app"}}}\n',
    })
    const before = digest()
    const {code, stderr} = await scratch.run('npm', ['install'])
    expect(stderr).toContain('refused `helper@1.1.0`, wanted by express@4.0.0: runs')
    expect(code).toBe(75)
    expect(digest()).toEqual(before)
    expect(asked().join()).not.toContain('helper-1.1.0.tgz')
  })

  test('stays out even where its tarball is in the cache of npm', async () => {
    const {scratch, policy, digest} = await gatewayLab(SCRIPTED)
    policy('version: 1\nrules: {install-script-added: note}\n')
    expect((await scratch.run('npm', ['install', 'express'])).code).toBe(0)
    rmSync(join(scratch.project, 'node_modules'), {recursive: true})
    rmSync(join(scratch.project, 'package-lock.json'))
    scratch.withFiles({'package.json': '{"name":"app"}\n'})
    policy('version: 1\n')
    const before = digest()
    for (const more of [[], ['--prefer-offline'], ['--offline']]) {
      const {code, stderr} = await scratch.run('npm', ['install', 'express', ...more])
      expect(stderr).toMatch(/refused `helper@1\.1\.0`|ENOTCACHED/u)
      expect(code).not.toBe(0)
      expect(digest()).toEqual(before)
    }
  })

  test('is installed after y, with the lockfile that the bare npm writes', async () => {
    const {scratch} = await gatewayLab(SCRIPTED)
    const terminal = scratch.runInTerminal('npm install express; echo "ended $?"')
    await terminal.expectText('Your answer?')
    terminal.type('y')
    await terminal.expectText('ended 0')
    expect(lockedVersion(scratch.project, 'helper')).toBe('1.1.0')
    expect(lockfile(scratch.project)).toMatch(/helper-1\.1\.0\.tgz",\s+"integrity": "sha512-/u)
  })
})

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString()
}

function lockfile(project: string): string {
  return readFileSync(join(project, 'package-lock.json'), 'utf8')
}

function lockedVersion(project: string, name: string): unknown {
  return JSON.parse(lockfile(project)).packages[`node_modules/${name}`]?.version
}

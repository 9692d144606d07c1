import {chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {findRealTool, npmVersionOf} from '../../src/system/real-tool.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sallyport-tool-'))
})
afterEach(() => rmSync(root, {recursive: true, force: true}))

function folder(name: string, files: Record<string, number>): string {
  const path = join(root, name)
  mkdirSync(path, {recursive: true})
  for (const [file, mode] of Object.entries(files)) {
    writeFileSync(join(path, file), '#!/bin/sh\n')
    chmodSync(join(path, file), mode)
  }
  return path
}

describe('findRealTool', () => {
  it('passes over every folder of shims, under any spelling', () => {
    const ours = folder('ours', {npm: 0o755, '.sallyport-shims': 0o644})
    const second = folder('second', {npm: 0o755, '.sallyport-shims': 0o644})
    const real = folder('real', {npm: 0o755})
    symlinkSync(ours, join(root, 'link'))
    expect(findRealTool('npm', `${ours}:${ours}/:${root}/link:${second}:${real}`)).toBe(join(real, 'npm'))
  })

  it('passes over folders and files that cannot be executed', () => {
    const plain = folder('plain', {npm: 0o644})
    mkdirSync(join(root, 'folder', 'npm'), {recursive: true})
    const real = folder('real', {npm: 0o755})
    expect(findRealTool('npm', `${plain}:${join(root, 'folder')}:${real}`)).toBe(join(real, 'npm'))
  })

  it.each(['', ':', '.', './bin', 'node_modules/.bin'])(
    'never takes the working folder for a tool (PATH `%s`)',
    (path) => {
      expect(findRealTool('sh', path)).toBeUndefined()
    },
  )

  it('finds nothing where PATH is not set', () => expect(findRealTool('npm', undefined)).toBeUndefined())
})

describe('npmVersionOf', () => {
  it('reads the version of the package that the executable links into', () => {
    const bin = folder('lib/npm/bin', {'npm-cli.js': 0o755})
    writeFileSync(join(root, 'lib/npm/package.json'), '{"name":"npm","version":"11.6.2"}')
    mkdirSync(join(root, 'bin'))
    symlinkSync(join(bin, 'npm-cli.js'), join(root, 'bin/npm'))
    expect(npmVersionOf(join(root, 'bin/npm'))).toBe('11.6.2')
  })
  it('knows no version of a wrapper', () =>
    expect(npmVersionOf(join(folder('b', {npm: 0o755}), 'npm'))).toBeUndefined())
})

import {spawnSync} from 'node:child_process'
import {chmodSync, chownSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir, userInfo} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it, test} from 'vitest'
import {readTrustedFile} from '../../src/system/trusted-file.ts'

const isRoot = userInfo().uid === 0

let root: string
let home: string
let folder: string
let path: string
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'sallyport-trust-')))
  home = join(root, 'home')
  folder = join(home, 'config')
  path = join(folder, 'policy.yaml')
  mkdirSync(folder, {recursive: true})
  chmodSync(home, 0o755)
  chmodSync(folder, 0o755)
  writeFileSync(path, 'version: 1')
  chmodSync(path, 0o644)
})
afterEach(() => rmSync(root, {recursive: true, force: true}))

function read(at = path) {
  return readTrustedFile(at, {tree: home, home, largest: 100})
}

function refusals(at = path) {
  const file = read(at)
  return file.kind === 'refused' ? file.refusals : file.kind
}

describe('a file that decides something', () => {
  it('is read when only its owner can write it', () => {
    expect(read()).toEqual({kind: 'content', content: Buffer.from('version: 1')})
  })

  it('may be absent, and so may its folder', () => {
    expect(read(join(folder, 'none')).kind).toBe('absent')
    expect(read(join(folder, 'no', 'folder')).kind).toBe('absent')
    expect(read(join(path, 'below-a-file')).kind).toBe('absent')
  })

  test.for([
    ['its group', 0o664],
    ['everybody', 0o646],
    ['everybody', 0o666],
  ] as const)('is refused when %s can write it (%o), with the command that mends it', ([who, mode]) => {
    chmodSync(path, mode)
    expect(refusals()).toEqual([{path, message: `can be written by ${who}`, hint: `chmod go-w ${path}`}])
    spawnSync('/bin/sh', ['-c', `chmod go-w ${path}`])
    expect(read().kind).toBe('content')
  })

  it('is refused when a folder above it can be written by others, the home among them', () => {
    chmodSync(folder, 0o775)
    chmodSync(home, 0o777)
    expect(refusals()).toEqual([
      {path: folder, message: 'can be written by its group', hint: `chmod go-w ${folder}`},
      {path: home, message: 'can be written by everybody', hint: `chmod go-w ${home}`},
    ])
  })

  it('does not ask who can write above the home', () => {
    chmodSync(root, 0o777)
    expect(read().kind).toBe('content')
  })

  it('outside the home is looked after up to the root, where a sticky folder may be open to all', () => {
    const elsewhere = join(root, 'elsewhere')
    mkdirSync(elsewhere)
    writeFileSync(join(elsewhere, 'p'), '')
    expect(read(join(elsewhere, 'p')).kind).toBe('content')
    chmodSync(root, 0o777)
    expect(refusals(join(elsewhere, 'p'))).toMatchObject([{path: root}])
  })

  it('is refused when it belongs to somebody else', ({skip}) => {
    if (!isRoot) skip('only root can give a file away')
    chownSync(path, 4242, 4242)
    expect(refusals()).toEqual([{path, message: 'belongs to another user (uid 4242)', hint: `sudo chown 0 ${path}`}])
  })

  it('may be a link to a file of the same tree, which is held to the same', () => {
    const target = join(home, 'dotfiles.yaml')
    writeFileSync(target, 'version: 1')
    rmSync(path)
    symlinkSync(target, path)
    expect(read().kind).toBe('content')
    chmodSync(target, 0o666)
    expect(refusals()).toMatchObject([{path: target, message: 'can be written by everybody'}])
  })

  it('is refused as a link out of the tree, to nothing, or in a loop', () => {
    const target = join(root, 'evil.yaml')
    writeFileSync(target, '')
    rmSync(path)
    symlinkSync(target, path)
    expect(refusals()).toMatchObject([
      {message: `is a link to \`${target}\`, outside \`${home}\``, hint: `rm ${path} && cp ${target} ${path}`},
    ])
    rmSync(target)
    expect(refusals()).toMatchObject([{message: 'cannot be read: it is a link to nothing'}])
    rmSync(path)
    symlinkSync(path, path)
    expect(refusals()).toMatchObject([{message: 'cannot be read: its symbolic links form a loop'}])
  })

  it('is refused unread when it is too large, a folder or a pipe', () => {
    writeFileSync(path, 'x'.repeat(101))
    expect(refusals()).toMatchObject([{message: 'is larger than 100 bytes'}])
    expect(refusals(folder)).toMatchObject([{message: 'is no file'}])
    const pipe = join(folder, 'pipe')
    spawnSync('/bin/sh', ['-c', `mkfifo ${pipe}`])
    expect(refusals(pipe)).toMatchObject([{message: 'is no file'}])
  })

  it('is refused when it cannot be read', ({skip}) => {
    if (isRoot) skip('for root every file is readable')
    chmodSync(path, 0)
    expect(refusals()).toMatchObject([{message: 'cannot be read: permission denied'}])
  })
})

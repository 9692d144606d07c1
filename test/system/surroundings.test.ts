import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join, relative} from 'node:path'
import mapWorkspaces from '@npmcli/map-workspaces'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {surroundingsOf} from '../../src/system/surroundings.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sallyport-surroundings-'))
  for (const folder of ['packages/a', 'packages/b', 'packages/a/node_modules/c', 'apps/deep/web', 'solo', 'none']) {
    mkdirSync(join(root, folder), {recursive: true})
    if (folder === 'none') continue
    writeFileSync(join(root, folder, 'package.json'), JSON.stringify({name: `@acme/${folder.replaceAll('/', '-')}`}))
  }
})
afterEach(() => rmSync(root, {recursive: true, force: true}))

describe('workspaceFolders', () => {
  it.each([
    [['packages/*']],
    [['packages/**']],
    [['./packages/*/']],
    [['packages/*', '!packages/b']],
    [['packages/a', 'solo', 'missing', 'none']],
    [['apps/**', 'packages/*', '!**/web']],
  ])('finds what npm finds for %j', async (patterns) => {
    const ours = surroundingsOf('/home/dev', root).workspaceFolders(root, patterns)
    const theirs = await mapWorkspaces({cwd: root, pkg: {workspaces: patterns}})
    expect(ours.map((path) => relative(root, path))).toEqual(
      [...theirs.values()].map((path) => relative(root, path)).sort(),
    )
  })
})

describe('readFile', () => {
  it.each([
    ['a missing file', 'missing', {kind: 'absent'}],
    ['a file below a file', 'solo/package.json/x', {kind: 'absent'}],
    ['a name longer than any file has', 'x'.repeat(10_000), {kind: 'absent'}],
    ['a name with NUL', 'a\0b', {kind: 'absent'}],
    ['a folder', 'solo', {kind: 'unreadable', reason: 'it is a folder'}],
    ['a file', 'solo/package.json', {kind: 'text', text: '{"name":"@acme/solo"}'}],
  ])('answers for %s', (_what, path, expected) => {
    expect(surroundingsOf('/home/dev', root).readFile(join(root, path))).toEqual(expected)
  })
})

describe('isDirectory', () => {
  it.each([
    ['solo', true],
    ['solo/package.json', false],
    ['missing', false],
    ['x'.repeat(10_000), false],
    ['a\0b', false],
  ])('%s: %s', (path, expected) => {
    expect(surroundingsOf('/home/dev', dirname(root)).isDirectory(join(root, path))).toBe(expected)
  })
})

// The manifest and the lockfiles of a project, put back as they were before npm wrote them.

import {lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {keepFiles} from '../../src/commands/written-lockfile.ts'
import {fill, onSmallDisk} from '../support/full-disk.ts'

function project(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-project-'))
  onTestFinished(() => rmSync(folder, {recursive: true}))
  return folder
}

test('what was there is there again, with its mode and its link, and what was not is gone', () => {
  const folder = project()
  writeFileSync(join(folder, 'real.json'), 'before', {mode: 0o640})
  symlinkSync('real.json', join(folder, 'package.json'))
  const {putBack} = keepFiles(folder, [])
  writeFileSync(join(folder, 'package.json'), 'by npm')
  writeFileSync(join(folder, 'package-lock.json'), 'by npm')
  expect(putBack()).toEqual([])
  expect(readdirSync(folder).toSorted()).toEqual(['package.json', 'real.json'])
  expect(readFileSync(join(folder, 'real.json'), 'utf8')).toBe('before')
  expect(lstatSync(join(folder, 'package.json')).isSymbolicLink()).toBe(true)
  expect(statSync(join(folder, 'real.json')).mode & 0o777).toBe(0o640)
})

test('on a disk that is full, the file stays whole as npm wrote it, and that is said', ({skip}) => {
  const folder = project()
  const mounted = onSmallDisk(folder, '64k')
  if (mounted.kind === 'impossible') skip(mounted.reason)
  const path = join(folder, 'package.json')
  writeFileSync(path, 'x'.repeat(10_000))
  const {putBack} = keepFiles(folder, [])
  writeFileSync(path, 'by npm')
  const makeRoom = fill(folder)
  expect(putBack()).toEqual([`\`${path}\` is as npm wrote it and could not be put back (ENOSPC)`])
  expect(readFileSync(path, 'utf8')).toBe('by npm')
  makeRoom()
  expect(putBack()).toEqual([])
  expect(readFileSync(path, 'utf8')).toBe('x'.repeat(10_000))
})

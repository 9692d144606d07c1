import {execFileSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {gunzipSync} from 'node:zlib'
import fc from 'fast-check'
import {expect, onTestFinished, test} from 'vitest'
import {tarEntries} from '../../src/sources/tar-entries.ts'
import {tarball} from '../support/tar.ts'

function entriesOf(archive: Uint8Array) {
  return Array.from(tarEntries(archive), ({path, content}) => [path, Buffer.from(content).toString()])
}

test('gives every file with its content', () => {
  const files = [
    {path: 'package/package.json', content: '{}'},
    {path: 'package/policy.yaml', content: 'x'.repeat(1500)},
    {path: 'package/empty', content: ''},
  ]
  expect(entriesOf(gunzipSync(tarball(files)))).toEqual(files.map(({path, content}) => [path, content]))
})

test('reads what the tar of this machine writes, extended headers and long names too', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-tar-'))
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}))
  writeFileSync(join(folder, 'policy.yaml'), 'version: 1\n')
  writeFileSync(join(folder, 'l'.repeat(180)), 'long')
  for (const format of ['ustar', 'pax', 'gnu']) {
    const names = format === 'ustar' ? ['policy.yaml'] : ['l'.repeat(180), 'policy.yaml']
    const archive = execFileSync('tar', [`--format=${format}`, '-cf', '-', ...names], {cwd: folder})
    expect(entriesOf(archive)).toContainEqual(['policy.yaml', 'version: 1\n'])
  }
})

test('of an archive that is cut short gives what is whole', () => {
  const archive = gunzipSync(
    tarball([
      {path: 'a', content: 'x'.repeat(600)},
      {path: 'b', content: 'y'.repeat(600)},
    ]),
  )
  expect(entriesOf(archive.subarray(0, 512 + 600))).toEqual([['a', 'x'.repeat(600)]])
  expect(entriesOf(archive.subarray(0, 512 + 599))).toEqual([])
})

test('of any bytes comes to an end', () => {
  fc.assert(
    fc.property(fc.uint8Array({maxLength: 4096, size: 'max'}), (bytes) => {
      expect(entriesOf(bytes).length).toBeLessThan(9)
    }),
  )
})

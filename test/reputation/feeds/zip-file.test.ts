import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {deflateRawSync} from 'node:zlib'
import {describe, expect, test} from 'vitest'
import {entryAt, writeZip} from '../../../bench/feeds/generated.ts'
import {filesOf, type ZipContent} from '../../../src/reputation/feeds/zip/zip-file.ts'
import {withOpenFile} from '../../support/open-file.ts'
import {zip} from '../../support/zip.ts'

const FILES = ['a.json', 'b.json', 'c.json'].map((path) => ({path, content: `{"name":"${path}"}`}))

function read(bytes: Uint8Array, largest = 1e6): Promise<readonly ZipContent[]> {
  return withOpenFile(bytes, (file, size) =>
    [...filesOf(file, size, {wants: (name) => name.endsWith('.json'), largest})].map((one) =>
      one.kind === 'content' ? {...one, bytes: Buffer.from(one.bytes)} : one,
    ),
  )
}

/** The archive with something written over it; the first directory entry begins at `directory`. */
function changed(change: (bytes: Buffer, directory: number) => void, files = FILES): Buffer {
  const bytes = zip(files)
  change(bytes, bytes.readUInt32LE(bytes.length - 6))
  return bytes
}

test('stored files come as they are, and only those that are wanted', async () => {
  const contents = await read(zip([...FILES, {path: 'README', content: 'x'}, {path: 'folder/', content: ''}]))
  expect(contents.map((one) => one.kind === 'content' && [one.name, one.bytes.toString()])).toEqual(
    FILES.map(({path, content}) => [path, content]),
  )
})

test('packed files of a ZIP64 archive come as they were', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-zip-'))
  try {
    writeZip(join(folder, 'all.zip'), 500)
    const contents = await read(readFileSync(join(folder, 'all.zip')))
    expect(contents).toHaveLength(500)
    const [, second] = contents
    expect(second?.kind === 'content' && JSON.parse(second.bytes.toString())).toEqual(entryAt(1))
  } finally {
    rmSync(folder, {recursive: true})
  }
})

test('a comment behind the archive is no trouble, an empty archive is one without files', async () => {
  const bytes = zip(FILES)
  bytes.writeUInt16LE(5, bytes.length - 2)
  expect(await read(Buffer.concat([bytes, Buffer.from('hello')]))).toHaveLength(3)
  expect(await read(zip([]))).toEqual([])
})

test('a file that is too large is left out, the others come', async () => {
  const large = {path: 'large.json', content: 'x'.repeat(1001)}
  expect((await read(zip([large, ...FILES]), 1000)).map(({kind}) => kind)).toEqual([
    'too-large',
    'content',
    'content',
    'content',
  ])
})

describe('what is not taken', () => {
  const named = (path: string): Buffer => zip([{path, content: '{}'}])
  test.each<[string, Uint8Array, RegExp]>([
    ['cut short', zip(FILES).subarray(0, 100), /no directory at its end/],
    ['an end without a directory', zip(FILES).subarray(-22), /directory lies outside/],
    ['no zip', Buffer.alloc(5000, 'PK'), /no directory at its end/],
    ['a path above', named('../../evil.json'), /a path that leads out of it/],
    ['a path above in the middle', named('a/../../evil.json'), /a path that leads out of it/],
    ['an absolute path', named('/etc/evil.json'), /a path that leads out of it/],
    ['a path of Windows', named('..\\evil.json'), /a path that leads out of it/],
    ['a drive', named('c:evil.json'), /a path that leads out of it/],
    ['a name with a NUL', named('a\0.json'), /a path that leads out of it/],
    ['encrypted', changed((bytes, at) => bytes.writeUInt16LE(1, at + 8)), /encrypted/],
    ['another method', changed((bytes, at) => bytes.writeUInt16LE(12, at + 10)), /a method that is not known/],
    ['a wrong checksum', changed((bytes, at) => bytes.writeUInt32LE(7, at + 16)), /checksum is wrong/],
    ['a wrong size', changed((bytes, at) => bytes.writeUInt32LE(7, at + 24)), /another size/],
    [
      'another name in front of the file',
      changed((bytes) => bytes.write('z', 30)),
      /something else than the directory/,
    ],
    ['no header in front of the file', changed((bytes) => bytes.write('XX', 0)), /it has no header/],
    ['a file outside', changed((bytes, at) => bytes.writeUInt32LE(0xffff, at + 42)), /lies outside of it/],
    [
      'a directory that is damaged',
      changed((bytes, at) => bytes.write('XX', at)),
      /entry 1 of its directory is damaged/,
    ],
    ['more entries than there are', changed((bytes) => bytes.writeUInt16LE(4, bytes.length - 12)), /directory/],
    ['volumes', changed((bytes) => bytes.writeUInt16LE(3, bytes.length - 18)), /several volumes/],
  ])('%s', async (_what, bytes, reason) => {
    const contents = await read(bytes)
    expect(contents.at(-1)).toEqual({kind: 'broken', reason: expect.stringMatching(reason)})
  })

  test('files that share their bytes, of which a few kilobytes hold a universe', async () => {
    const files = Array.from({length: 200}, (_, at) => ({
      path: `${at + 100}.json`,
      content: 'x'.repeat(at === 0 ? 5000 : 1),
    }))
    const bytes = changed((all, directory) => {
      const first = all.subarray(directory, directory + 46)
      for (let at = directory; at < all.length - 22; at += 46 + 8) {
        first.copy(all, at + 16, 16, 28)
        first.copy(all, at + 42, 42, 46)
      }
    }, files)
    expect(await read(bytes)).toEqual([{kind: 'broken', reason: 'its files overlap'}])
  })

  test('a small file that unpacks to more than it says', async () => {
    const packed = deflateRawSync(Buffer.alloc(50_000_000))
    const bytes = changed(
      (all, at) => {
        all.writeUInt16LE(8, at + 10)
        all.writeUInt16LE(8, 8)
        all.writeUInt32LE(10, at + 24)
      },
      [{path: 'a.json', content: packed as unknown as string}],
    )
    const before = process.memoryUsage().rss
    expect(await read(bytes)).toEqual([{kind: 'broken', reason: expect.stringMatching(/another size/)}])
    expect(process.memoryUsage().rss - before).toBeLessThan(40_000_000)
  })
})

import {execFileSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {describe, expect, it, onTestFinished} from 'vitest'
import {NameIndexError, openNameIndex} from '../../../src/core/names/name-index.ts'
import {writeNameIndex} from '../../../src/reputation/write-name-index.ts'
import {checkout} from '../../support/checkout.ts'

const content = {
  ecosystem: 'npm',
  date: '2026-11-01',
  sources: {list: 3},
  figures: 'downloads',
  names: [
    {name: 'express', figure: 300_000_000},
    {name: '@types/node', figure: 200_000_000},
    {name: 'constructor', figure: 500},
  ],
  members: ['express', 'everything-else'],
} as const

describe('a name index', () => {
  const index = openNameIndex(writeNameIndex(content))

  it('finds its names and no others', () => {
    expect(index.nameAt(index.find('express'))).toBe('express')
    for (const name of ['expres', 'expresss', '', '__proto__', 'toString', 'Express']) expect(index.find(name)).toBe(-1)
  })
  it('keeps downloads within half a per mille', () => {
    const popularity = index.popularity('express')
    expect(popularity.kind === 'downloads' && Math.abs(popularity.perMonth / 300_000_000 - 1)).toBeLessThan(0.0005)
    expect(index.popularity('constructor')).toEqual({kind: 'downloads', perMonth: 500})
  })
  it('knows members without a figure', () => {
    expect(index.popularity('everything-else')).toEqual({kind: 'known'})
    expect(index.popularity('nothing-of-the-kind')).toEqual({kind: 'unlisted'})
  })
  it('opens from memory at any address', () => {
    const bytes = writeNameIndex(content)
    const shifted = new Uint8Array(bytes.length + 3)
    shifted.set(bytes, 3)
    expect(openNameIndex(shifted.subarray(3)).find('express')).toBe(0)
  })
})

describe('a damaged index', () => {
  const bytes = writeNameIndex(content)
  it.each([
    ['empty', new Uint8Array()],
    ['another file', new TextEncoder().encode('{"name":"package"}                ')],
    ['cut in its header', bytes.subarray(0, 100)],
    ['cut in its tables', bytes.subarray(0, bytes.length - 8)],
    ['of another version', Uint8Array.from(bytes, (byte, at) => (at === 8 ? 99 : byte))],
    ['with a broken header', Uint8Array.from(bytes, (byte, at) => (at === 16 ? 0 : byte))],
  ])('%s is refused with a reason', (_what, damaged) => {
    expect(() => openNameIndex(damaged)).toThrow(NameIndexError)
  })

  it('with any byte changed opens and answers, or is refused; it never hangs', () => {
    for (let at = 0; at < bytes.length; at += 7) {
      const damaged = Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ 0xff : byte))
      try {
        const index = openNameIndex(damaged)
        expect(typeof index.find('express')).toBe('number')
        index.popularity('anything')
      } catch (error) {
        expect(error).toBeInstanceOf(NameIndexError)
      }
    }
  })
})

describe('npm run data:build', () => {
  const build = (sources: string): string => {
    const copy = mkdtempSync(join(tmpdir(), 'sallyport-data-'))
    onTestFinished(() => rmSync(copy, {recursive: true, force: true}))
    for (const folder of ['scripts', 'src']) cpSync(join(checkout, folder), join(copy, folder), {recursive: true})
    cpSync(join(checkout, 'package.json'), join(copy, 'package.json'))
    mkdirSync(join(copy, 'data'))
    execFileSync(process.execPath, [join(copy, 'scripts/build-data.ts'), sources], {stdio: 'pipe'})
    return ['npm', 'pypi', 'docker'].map((name) => digest(join(copy, 'data', `${name}.names`))).join()
  }
  const digest = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

  it('makes the same bytes of the same sources', () => {
    const sources = mkdtempSync(join(tmpdir(), 'sallyport-sources-'))
    onTestFinished(() => rmSync(sources, {recursive: true, force: true}))
    writeFileSync(join(sources, 'npm-popularity.tsv'), 'name\tdownloads\nexpress\t300000000\nreact\t200000000\n')
    writeFileSync(join(sources, 'pypi-popularity.tsv'), 'name\trank\nrequests\t1\n')
    writeFileSync(join(sources, 'pypi-all-names.txt.gz'), gzipSync('requests\nobscure\n'))
    writeFileSync(join(sources, 'docker-official-images.tsv'), 'name\tstatus\nnginx\tactive\njava\tremoved\n')
    expect(build(sources)).toBe(build(sources))
  })

  const plainSources = process.env.SALLYPORT_DATA_SOURCES ?? join(checkout, '../shared/data')
  it('makes the committed files of the plain sources', ({skip}) => {
    if (!existsSync(plainSources)) skip('the plain sources are not beside this checkout')
    const committed = ['npm', 'pypi', 'docker'].map((name) => digest(join(checkout, 'data', `${name}.names`))).join()
    expect(build(plainSources)).toBe(committed)
  })
})

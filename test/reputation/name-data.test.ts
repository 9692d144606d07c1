import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {describe, expect, it, onTestFinished} from 'vitest'
import {loadNameData} from '../../src/reputation/name-data.ts'
import {type IndexContent, writeNameIndex} from '../../src/reputation/write-name-index.ts'

const BUNDLED = '2026-06-01'

function indexOf(name: string, date: string, ecosystem: IndexContent['ecosystem'] = 'npm'): Uint8Array {
  return writeNameIndex({
    ecosystem,
    date,
    sources: {list: 1},
    figures: 'downloads',
    names: [{name, figure: 1000}],
    members: [],
  })
}

/** The folders with an index in each, or nothing where undefined. */
function folders(bundled: Uint8Array | undefined, updated: Uint8Array | undefined) {
  const root = mkdtempSync(join(tmpdir(), 'sallyport-names-'))
  onTestFinished(() => rmSync(root, {recursive: true, force: true}))
  const places = {bundled: join(root, 'bundled'), updated: join(root, 'updated')}
  for (const [folder, bytes] of [
    [places.bundled, bundled],
    [places.updated, updated],
  ] as const) {
    mkdirSync(folder)
    if (bytes !== undefined) writeFileSync(join(folder, 'npm.names'), bytes)
  }
  return places
}

describe('loadNameData', () => {
  const bundled = indexOf('from-the-bundle', BUNDLED)

  it.each([
    ['nothing was ever updated', undefined, 'bundled', undefined],
    ['the updated one is newer', indexOf('updated', '2026-07-01'), 'updated', undefined],
    ['both are of one day', indexOf('updated', BUNDLED), 'updated', undefined],
    [
      'the updated one is older',
      indexOf('updated', '2026-05-31'),
      'bundled',
      /older than the bundled one of 2026-06-01/,
    ],
    ['the updated one is cut short', indexOf('updated', '2026-07-01').subarray(0, 1040), 'bundled', /cut short/],
    ['the updated one is empty', new Uint8Array(), 'bundled', /no sallyport name index/],
    ['the updated one is of another ecosystem', indexOf('updated', '2026-07-01', 'pypi'), 'bundled', /index of pypi/],
    ['the updated one has a nonsensical date', indexOf('updated', 'tomorrow'), 'bundled', /no date/],
  ])('when %s', (_when, updated, origin, reason) => {
    const data = loadNameData(folders(bundled, updated), 'npm', Date.parse('2026-11-24'))
    expect(data).toMatchObject({kind: 'index', origin})
    if (reason === undefined) expect(data.unused).toBeUndefined()
    else expect(data.unused?.reason).toMatch(reason)
    expect(data.kind === 'index' && data.index.find('updated')).toBe(origin === 'updated' ? 0 : -1)
  })

  it('uses the updated one where the bundled one is lost', () => {
    const updated = indexOf('updated', '2020-01-01')
    for (const lost of [undefined, new Uint8Array(), bundled.subarray(0, 40)]) {
      expect(loadNameData(folders(lost, updated), 'npm', Date.parse('2026-11-24'))).toMatchObject({
        kind: 'index',
        origin: 'updated',
      })
    }
  })
  it('says which file is missing when there is neither', () => {
    const places = folders(undefined, undefined)
    expect(loadNameData(places, 'npm', Date.parse('2026-11-24'))).toMatchObject({
      kind: 'missing',
      path: join(places.bundled, 'npm.names'),
    })
  })
})

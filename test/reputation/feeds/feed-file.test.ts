import {gzipSync} from 'node:zlib'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {openFeedFile} from '../../../src/reputation/feeds/feed-file.ts'
import type {FeedRecord} from '../../../src/reputation/feeds/feed-record.ts'
import {recordsInArray} from '../../../src/reputation/feeds/json-array.ts'
import {recordsInLines} from '../../../src/reputation/feeds/json-lines.ts'
import {withOpenFile} from '../../support/open-file.ts'
import {zip} from '../../support/zip.ts'

interface Read {
  readonly format: string
  readonly records: readonly FeedRecord[]
}

function read(content: string | Uint8Array): Promise<Read> {
  return withOpenFile(content, async (file, size) => {
    const feed = await openFeedFile(file, size)
    if ('kind' in feed) return {format: 'none', records: [feed]}
    const records: FeedRecord[] = []
    for await (const record of feed.records) records.push(record)
    return {format: feed.format, records}
  })
}

const values = (...all: readonly unknown[]): readonly FeedRecord[] => all.map((value) => ({kind: 'value', value}))
const [a, b] = [
  {id: 'A', x: ['{', '"', '\\']},
  {id: 'B', y: {z: [1, {}]}},
]
const lines = `${JSON.stringify(a)}\n${JSON.stringify(b)}\n`

describe('is told apart by how it begins', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['one a line', lines, 'lines'],
    ['the last without an end', lines.trimEnd(), 'lines'],
    ['with empty lines and carriage returns', `\n\r\n${lines.replaceAll('\n', '\r\n\r\n')}`, 'lines'],
    ['with a byte order mark', `\uFEFF${lines}`, 'lines'],
    ['packed', gzipSync(lines), 'lines'],
    ['an array', JSON.stringify([a, b]), 'array'],
    ['an array over many lines', JSON.stringify([a, b], undefined, 2), 'array'],
    ['a packed array', gzipSync(` ${JSON.stringify([a, b])} `), 'array'],
    ['a zip', zip([a, b].map((one) => ({path: `${one.id}.json`, content: JSON.stringify(one)}))), 'zip'],
  ])('%s', async (_what, content, format) => {
    expect(await read(content)).toEqual({format, records: values(a, b)})
  })

  test.each([
    ['in one line', JSON.stringify(a)],
    ['in one line with its end', `${JSON.stringify(a)}\n\n`],
    ['in many', JSON.stringify(a, undefined, 2)],
  ])('a single one %s', async (_what, content) => {
    expect(await read(content)).toEqual({format: 'single', records: values(a)})
  })

  test.each([
    ['nothing', '', /it is empty/],
    ['white space', ' \n\n ', /it is empty/],
    ['a login page', '\n<!doctype html>', /HTML/],
    ['something else', 'id,name', /neither JSON nor a zip/],
    ['a single one cut short', '{"id": "A", ', /cut off/],
    ['an array cut short', '[{"id": "A"}, {"id"', /breaks off in entry 2/],
    ['an array without an end', '[{"id": "A"}', /breaks off/],
    ['an array of something else', '[1, 2]', /entry 1 of its array is no object/],
    ['lines cut short', `${lines}{"id": "C`, /breaks off in line 3/],
    ['packed and cut short', gzipSync(lines).subarray(0, -12), /gzip is damaged, or breaks off/],
    ['packed and damaged', gzipSync(lines.repeat(999)).fill(7, 60, 90), /gzip is damaged/],
  ])('%s is broken', async (_what, content, reason) => {
    const {records} = await read(content)
    expect(records.at(-1)).toEqual({kind: 'broken', reason: expect.stringMatching(reason)})
  })
})

test('a line that is no JSON costs itself only', async () => {
  const {records} = await read(`${JSON.stringify(a)}\n{"id": \n[1]\n${JSON.stringify(b)}\n`)
  expect(records).toEqual([
    {kind: 'value', value: a},
    {kind: 'unreadable', place: 'line 2', reason: 'it is no JSON'},
    {kind: 'value', value: [1]},
    {kind: 'value', value: b},
  ])
})

test('an entry that is too large costs itself only', async () => {
  const large = JSON.stringify({id: 'L', text: 'x'.repeat(9e6)})
  for (const content of [
    `${JSON.stringify(a)}\n${large}\n${JSON.stringify(b)}\n`,
    `[${JSON.stringify(a)},${large},${JSON.stringify(b)}]`,
  ]) {
    const {records} = await read(content)
    expect(records.map(({kind}) => kind)).toEqual(['value', 'unreadable', 'value'])
  }
  expect((await read(large)).records).toMatchObject([{kind: 'broken'}])
})

test('wherever the chunks end, the same entries come', async () => {
  const cut = async function* (bytes: Buffer, sizes: readonly number[]) {
    for (let at = 0, index = 0; at < bytes.length; index++) {
      const size = sizes[index % sizes.length] ?? 1
      yield bytes.subarray(at, at + size)
      at += size
    }
  }
  const collected = async (records: AsyncIterable<FeedRecord>) => {
    const all: FeedRecord[] = []
    for await (const record of records) all.push(record)
    return all
  }
  const entries = fc.array(fc.dictionary(fc.string(), fc.jsonValue({maxDepth: 3})), {minLength: 1, maxLength: 5})
  const sizes = fc.array(fc.integer({min: 1, max: 30}), {minLength: 1, maxLength: 4})
  await fc.assert(
    fc.asyncProperty(entries, sizes, fc.constantFrom(undefined, 2), async (list, some, indent) => {
      const expected = JSON.parse(JSON.stringify(list)).map((value: unknown) => ({kind: 'value', value}))
      const text = list.map((one) => `${JSON.stringify(one)}\n`).join('')
      expect(await collected(recordsInLines(cut(Buffer.from(text), some)))).toEqual(expected)
      expect(await collected(recordsInArray(cut(Buffer.from(JSON.stringify(list, undefined, indent)), some)))).toEqual(
        expected,
      )
    }),
    {numRuns: 200},
  )
})

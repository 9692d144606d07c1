import {expect, it} from 'vitest'
import {readNameList} from '../../src/core/name-lists/read-name-list.ts'
import {openNameIndex} from '../../src/core/names/name-index.ts'
import {contentOf} from '../../src/reputation/index-content.ts'
import {writeNameIndex} from '../../src/reputation/write-name-index.ts'

type Ecosystem = Parameters<typeof contentOf>[0]

function content(ecosystem: Ecosystem, text: string) {
  const list = readNameList(text, ecosystem)
  if (list.kind === 'unreadable') throw new Error(list.reason)
  return contentOf(ecosystem, list, [])
}

it.each<[string, Ecosystem, string, readonly string[], string]>([
  ['downloads, whatever their order', 'npm', 'b\t1\na\t9\nc\t5\n', ['a', 'c', 'b'], 'downloads'],
  ['ranks, the least first', 'npm', 'name\trank\nb\t2\na\t1\n', ['a', 'b'], 'rank'],
  ['names alone, in their order', 'npm', '["b", "a"]', ['b', 'a'], 'rank'],
  ['downloads of PyPI as ranks', 'pypi', 'b\t1\na\t9\n', ['a', 'b'], 'rank'],
  ['images that are not removed', 'docker', 'a\tactive\nb\tremoved\n', ['a'], 'official-image'],
])('%s', (_what, ecosystem, text, names, figures) => {
  expect(content(ecosystem, text)).toMatchObject({figures, names: names.map((name) => expect.objectContaining({name}))})
})

it.each([
  ['rows of two kinds', '[{"name":"a","downloads":1},{"name":"b"}]', /some of its rows/],
  ['a table of versions', 'a\t1.0.0\nb\tlatest\n', /no figures/],
  ['a dictionary', Array.from({length: 60}, (_, at) => `name-${at + 100}`).join('\n'), /order of letters/],
])('refuses %s', (_what, text, reason) => {
  expect(content('npm', text)).toEqual({kind: 'unusable', reason: expect.stringMatching(reason)})
})

it('keeps absurd downloads the most, instead of letting them wrap round', () => {
  const made = content('npm', 'a\t999999999999999\nb\t5\n')
  if ('kind' in made) throw new Error(made.reason)
  const index = openNameIndex(writeNameIndex({...made, date: '2026-01-01'}))
  expect(index.weightAt(0)).toBeGreaterThan(1e10)
})

it('keeps the most used of very many', () => {
  const made = content('npm', Array.from({length: 250_001}, (_, at) => `name-${at}\t${at}`).join('\n'))
  expect(made).toMatchObject({sources: {'npm-popularity': 250_001}, names: {length: 250_000, 0: {name: 'name-250000'}}})
})

// What is read as facts may come from anywhere: an old line, a newer sallyport, an editor, an attacker.

import fc from 'fast-check'
import {expect, it, test} from 'vitest'
import {readArtifact, writeArtifact} from '../../../src/core/facts/artifact-facts.ts'
import {factWords} from '../../../src/core/facts/evidence-facts.ts'
import {someGathered} from '../../support/generated-evidence.ts'

function complaintsOf(json: unknown): readonly string[] {
  const complaints: string[] = []
  const read = readArtifact(json, (path, message) => void complaints.push(`${path.join('.')}: ${message}`))
  expect(read === undefined).toBe(complaints.length > 0)
  return complaints
}

const plain = {ecosystem: 'npm', name: 'x', specifier: '', purl: null}

test.for<readonly [unknown, readonly string[]]>([
  [null, [': is no artifact']],
  [[], [': is no artifact']],
  ['npm:x', [': is no artifact']],
  [{}, [': lack the key `ecosystem`', ': lack the key `name`']],
  [{...plain, ecosystem: 'cargo'}, ['ecosystem: is none of `npm`, `pypi`, `docker`']],
  [{...plain, name: ['x']}, ['name: is no text']],
  [{...plain, published: '2026-11-01'}, [': have the key `published`, which is not known']],
  [{...plain, from: {git: 'a', url: 'b'}}, ['from: is none of `{git: …}`, `{url: …}`, `{file: …}`, `{directory: …}`']],
  [{...plain, from: {registry: 'a'}}, ['from: is none of `{git: …}`, `{url: …}`, `{file: …}`, `{directory: …}`']],
  [{...plain, in: {argv: -1}}, ['in.argv: is no number from 0 on']],
  [{...plain, in: {argv: Number.NaN}}, ['in.argv: is no number from 0 on']],
  [{...plain, resembles: 7}, ['resembles: is neither a name nor a list of them']],
  [
    {...plain, resembles: [{name: 'y'}]},
    ['technique', 'sentence', 'score', 'popularity'].map((key) => `resembles.0: lack the key \`${key}\``),
  ],
  [{...plain, resembles: 'y', unknown: true}, ['unknown: cannot stand beside `resembles`']],
  [{...plain, unknown: false}, ['unknown: is neither a name nor a list of them']],
  [
    {...plain, remark: {deprecated: 'a', removed: 'b'}},
    ['remark: is none of `deprecated`, `removed`, `bare-address`, `unreadable`'],
  ],
  [{...plain, remark: 'constructor'}, ['remark: is none of `deprecated`, `removed`, `bare-address`, `unreadable`']],
  [{...plain, 'index-date': '1.11.2026'}, ['index-date: is no day as `2026-12-31`']],
  [{...plain, 'in-registry': 'yes'}, ['in-registry: is neither `true` nor `false`']],
  [{...plain, silent: 'registry'}, ['silent: is no list']],
  [{...plain, popularity: {toString: 1}}, [expect.stringMatching(/^popularity: is none of `\{downloads: …\}`/u)]],
])('%j is complained of: %j', ([json, complaints]) => {
  expect(complaintsOf(json)).toEqual(complaints)
})

it('an own key `__proto__` is a key like any other, and changes no prototype', () => {
  const json: unknown = JSON.parse('{"ecosystem":"npm","name":"x","__proto__":{"silent":["feed"],"polluted":1}}')
  expect(complaintsOf(json)).toEqual([': have the key `__proto__`, which is not known'])
  expect(({} as {polluted?: unknown}).polluted).toBeUndefined()
})

it('any JSON gives an artifact or complaints', () => {
  fc.assert(fc.property(fc.jsonValue({maxDepth: 5}), (json) => void complaintsOf(json)))
})

it('so does an artifact of which any part was changed', () => {
  fc.assert(
    fc.property(someGathered('npm'), fc.string(), fc.jsonValue(), fc.nat(), (gathered, key, value, place) => {
      const json = writeArtifact(gathered)
      const keys = [...Object.keys(json), ...factWords.map(({word}) => word), key]
      complaintsOf({...json, [keys[place % keys.length] ?? key]: value})
    }),
    {numRuns: 2000},
  )
})

it('no word of the evidence is a word of the artifact, or of another part of the evidence', () => {
  const words = [
    ...Object.keys(
      writeArtifact({
        artifact: {
          ecosystem: 'docker',
          name: 'x',
          specifier: '',
          digest: 'd',
          requested: 'y',
          source: {kind: 'git', url: ''},
          requestedIn: {kind: 'argv', index: 0},
        },
        evidence: {silent: []},
      }),
    ),
    ...factWords.map(({word}) => word),
  ]
  expect(words).toEqual([...new Set(words)])
})

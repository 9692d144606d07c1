import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {Affected} from '../../../src/core/osv/affected.ts'
import {readEntry} from '../../../src/core/osv/read-entry.ts'
import {damagedAdvisory, readStored, storeAffected} from '../../../src/core/osv/stored-affected.ts'

const NOW = Date.parse('2026-01-01T00:00:00Z')
const EVERY = {ranges: [{type: 'SEMVER', events: [{introduced: '0'}]}]}
const entry = (fields: object, part: object = {}) => ({
  id: 'GHSA-aaaa',
  modified: '2025-01-02T03:04:05.678Z',
  affected: [{package: {ecosystem: 'npm', name: 'foo'}, ...EVERY, ...part}],
  ...fields,
})

function affected(fields: object, part: object = {}): Affected {
  const reading = readEntry(entry(fields, part), 'npm', NOW)
  if (reading.kind !== 'entry') throw new Error(JSON.stringify(reading))
  return reading.packages.get('foo')!
}

test('keeps what rules judge by', () => {
  expect(affected({aliases: ['CVE-2025-1', 7, 'x y'], summary: ' Bad \n  things ', severity: []})).toEqual({
    id: 'GHSA-aaaa',
    kind: 'vulnerability',
    summary: 'Bad',
    aliases: ['CVE-2025-1'],
    modified: Date.parse('2025-01-02T03:04:05Z'),
    versions: [],
    ranges: [[{kind: 'introduced', version: '0'}]],
  })
})

describe('malware', () => {
  test.each([
    ['by its id', {id: 'MAL-2024-1'}, {}],
    ['by an alias', {aliases: ['MAL-2024-1']}, {}],
    ['by the mark of OpenSSF', {database_specific: {'malicious-packages-origins': [{source: 'x'}]}}, {}],
    ['by its weakness', {database_specific: {cwe_ids: ['CWE-79', 'CWE-506']}}, {}],
    ['by its weakness, as OpenSSF writes it', {}, {database_specific: {cwes: [{cweId: 'CWE-506'}]}}],
  ])('%s', (_what, fields, part) => {
    expect(affected(fields, part).kind).toBe('malware')
  })
})

describe('severity', () => {
  const V3_HIGH = {type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H'}
  test.each<[string, object, object, string | undefined]>([
    ['in words', {database_specific: {severity: 'MODERATE'}}, {}, 'medium'],
    ['in other letters', {database_specific: {severity: 'Critical'}}, {}, 'critical'],
    [
      'of the package before that of the entry',
      {database_specific: {severity: 'LOW'}},
      {ecosystem_specific: {severity: 'HIGH'}},
      'high',
    ],
    ['by a vector', {severity: [V3_HIGH]}, {}, 'high'],
    [
      'by the worst vector',
      {severity: [V3_HIGH, {type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'}]},
      {},
      'critical',
    ],
    ['words before a vector', {database_specific: {severity: 'LOW'}, severity: [V3_HIGH]}, {}, 'low'],
    ['a word that nobody knows', {database_specific: {severity: 'constructor'}}, {}, undefined],
    [
      'a vector of CVSS 4',
      {severity: [{type: 'CVSS_V4', score: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N'}]},
      {},
      'high',
    ],
    ['a vector of CVSS 4 that is none', {severity: [{type: 'CVSS_V4', score: 'CVSS:4.0/AV:N'}]}, {}, undefined],
    ['a vector of CVSS 2', {severity: [{type: 'CVSS_V2', score: 'AV:N/AC:L/Au:N/C:P/I:P/A:P'}]}, {}, 'high'],
    [
      'a vector under another version',
      {severity: [{type: 'CVSS_V3', score: 'AV:N/AC:L/Au:N/C:P/I:P/A:P'}]},
      {},
      undefined,
    ],
    ['none', {}, {}, undefined],
  ])('%s', (_what, fields, part, expected) => {
    expect(affected(fields, part).severity).toBe(expected)
  })
})

describe('withdrawn', () => {
  test.each([
    ['long ago', '2020-01-01T00:00:00Z', 'withdrawn'],
    ['in the future', '2027-01-01T00:00:00Z', 'entry'],
    ['at no time', 'yes', 'entry'],
    ['null', null, 'entry'],
  ])('%s', (_what, withdrawn, kind) => {
    expect(readEntry(entry({withdrawn}), 'npm', NOW).kind).toBe(kind)
  })
})

describe('packages', () => {
  test('several of one entry, the parts of one package together', () => {
    const part = (name: string, introduced: string) => ({
      package: {ecosystem: 'npm', name},
      ranges: [{type: 'SEMVER', events: [{introduced}]}],
    })
    const reading = readEntry(entry({affected: [part('a', '1.0.0'), part('b', '0'), part('a', '3.0.0')]}), 'npm', NOW)
    expect(reading).toMatchObject({kind: 'entry'})
    const packages = reading.kind === 'entry' ? reading.packages : new Map()
    expect([...packages.keys()]).toEqual(['a', 'b'])
    expect(packages.get('a').ranges).toHaveLength(2)
  })

  test('of PyPI by their one name', () => {
    const reading = readEntry(
      entry({affected: [{package: {ecosystem: 'PyPI', name: 'Foo_.Bar'}, ...EVERY}]}),
      'pypi',
      NOW,
    )
    expect(reading.kind === 'entry' ? [...reading.packages.keys()] : reading).toEqual(['foo-bar'])
  })

  test('with names that objects have of their own', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      const reading = readEntry(entry({affected: [{package: {ecosystem: 'npm', name}, ...EVERY}]}), 'npm', NOW)
      expect(reading.kind === 'entry' ? [...reading.packages.keys()] : reading).toEqual([name])
    }
  })

  test('of other ecosystems are not ours', () => {
    expect(readEntry(entry({affected: [{package: {ecosystem: 'Go', name: 'x'}}]}), 'npm', NOW)).toMatchObject({
      kind: 'elsewhere',
    })
    expect(readEntry(entry({affected: [{ranges: []}]}), 'npm', NOW)).toMatchObject({kind: 'elsewhere'})
  })
})

describe('malformed', () => {
  test.each<[string, unknown, RegExp]>([
    ['null', null, /no object/],
    ['an array', [], /no object/],
    ['a text', 'MAL-1', /no object/],
    ['no id', {affected: []}, /no `id`/],
    ['an id that is none', entry({id: '\u001B[2J'}), /no `id`/],
    ['another schema', entry({schema_version: '2.0.0'}), /another schema/],
    ['no package', {id: 'X-1'}, /`X-1` names no package/],
    ['a package that cannot be', entry({affected: [{package: {ecosystem: 'npm', name: '../../x'}}]}), /cannot have/],
    ['a name that is no text', entry({affected: [{package: {ecosystem: 'npm', name: {}}}]}), /cannot have/],
  ])('%s', (_what, value, reason) => {
    expect(readEntry(value, 'npm', NOW)).toEqual({kind: 'malformed', reason: expect.stringMatching(reason)})
  })

  test('whatever comes, reading it ends, and changes no prototype', () => {
    fc.assert(
      fc.property(fc.jsonValue({maxDepth: 6}), fc.jsonValue(), fc.jsonValue(), (value, part, more) => {
        for (const one of [
          value,
          entry({affected: value}),
          entry({database_specific: value, severity: part}, {ranges: part, versions: more}),
        ]) {
          expect(['entry', 'withdrawn', 'elsewhere', 'malformed']).toContain(readEntry(one, 'npm', NOW).kind)
        }
      }),
      {numRuns: 500},
    )
    const polluted = JSON.parse(
      '{"id":"X-1","__proto__":{"bad":1},"constructor":{"prototype":{"bad":1}},"affected":[{"__proto__":{"bad":1}}]}',
    )
    readEntry(polluted, 'npm', NOW)
    expect(({} as {bad?: number}).bad).toBeUndefined()
  })

  test('depth and length are no trouble', () => {
    const deep = JSON.parse(`${'['.repeat(1e5)}${']'.repeat(1e5)}`)
    expect(affected({database_specific: deep, details: 'x'.repeat(1e6)}).summary).toHaveLength(201)
    expect(readEntry(entry({affected: deep}), 'npm', NOW).kind).toBe('elsewhere')
  })
})

describe('stored', () => {
  test('comes back as it was', () => {
    const range = {
      ranges: [{type: 'SEMVER', events: [{introduced: '1.0.0'}, {fixed: '2.0.0'}, {limit: '*'}]}],
      versions: ['0.1.0'],
    }
    for (const one of [
      affected({id: 'MAL-1', aliases: ['A-1'], summary: 's', database_specific: {severity: 'LOW'}}),
      affected({}, range),
      affected({}, {ranges: [{type: 'MOON'}]}),
    ]) {
      expect(readStored(storeAffected(one), one, 'npm')).toEqual(one)
    }
  })

  test.each([
    ['cut short', '{"k":"m","r":[["i","0"'],
    ['something else', '[]'],
    ['of no kind', '{}'],
    ['a range of nothing', '{"k":"v","r":[[]]}'],
    ['a range of half an event', '{"k":"v","r":[["i"]]}'],
    ['an event of no kind', '{"k":"v","r":[["x","1.0.0"]]}'],
    ['a version that cannot be compared', '{"k":"v","r":[["f","never"]]}'],
    ['versions that are no texts', '{"k":"v","v":[1]}'],
  ])('%s: none, and then it counts for every version', (_what, text) => {
    const head = {id: 'MAL-1', modified: 5}
    expect(readStored(text, head, 'npm')).toBeUndefined()
    expect(damagedAdvisory(head)).toMatchObject({kind: 'malware', unreadable: expect.any(String)})
  })
})

import fc from 'fast-check'
import {describe, expect, it, test} from 'vitest'
import {distTags} from '../../../src/core/packument/dist-tags.ts'
import {type ReadPackument, readPackument} from '../../../src/core/packument/packument.ts'
import {releaseFacts} from '../../../src/core/packument/release-facts.ts'
import {isWholeNeeded} from '../../../src/core/packument/whole-needed.ts'
import {daysAgo, judge, NOW} from '../../support/judged-release.ts'
import {filterSettings, packument, packumentJson} from '../../support/packuments.ts'

function reasonOf(json: unknown): string | undefined {
  const read = readPackument(json, 'foo')
  return read.kind === 'error' ? read.reason : undefined
}

describe('readPackument', () => {
  test.for<readonly [string, unknown, string]>([
    ['a list', [], 'is no JSON object'],
    ['null', null, 'is no JSON object'],
    ['text', 'foo', 'is no JSON object'],
    ['another name', {name: 'bar', versions: {}}, 'is about another package'],
    ['a list of versions', {name: 'foo', versions: []}, 'has something else than an object under `versions`'],
    ['tags of text', {name: 'foo', 'dist-tags': 'latest'}, 'has something else than an object under `dist-tags`'],
    ['times that are a number', {name: 'foo', time: 7}, 'has something else than an object under `time`'],
  ])('refuses %s', ([, json, reason]) => expect(reasonOf(json)).toBe(reason))

  it('takes an empty one, and one without name', () => {
    for (const json of [{}, {name: 'foo'}, {versions: null}, {time: {unpublished: {}}}])
      expect(reasonOf(json)).toBeUndefined()
  })

  it('puts versions in npm’s order, and what is none last', () => {
    const versions = ['1.0.0', '10.0.0', '9.0.0', '10.0.0-rc.1', 'banana', '2.0.0', 'v3.0.0']
    const json = {name: 'foo', versions: Object.fromEntries(versions.map((version) => [version, {version}]))}
    expect(packument(json).order.newestFirst).toEqual([
      '10.0.0',
      '10.0.0-rc.1',
      '9.0.0',
      'v3.0.0',
      '2.0.0',
      '1.0.0',
      'banana',
    ])
  })

  it('keys that every object inherits are keys like any other', () => {
    const text =
      '{"name":"foo","versions":{"__proto__":{"version":"__proto__"},"1.0.0":{"version":"1.0.0"}},"dist-tags":{"__proto__":"1.0.0","constructor":"1.0.0"},"time":{"__proto__":"2024-01-15T12:00:00Z"}}'
    const whole = packument(JSON.parse(text))
    expect(whole.versions).toEqual(['__proto__', '1.0.0'])
    expect([...distTags(whole)]).toEqual([
      ['__proto__', '1.0.0'],
      ['constructor', '1.0.0'],
    ])
    expect(whole.publishedAt('constructor')).toBeUndefined()
    expect(whole.publishedAt('__proto__')).toBe(Date.UTC(2024, 0, 15, 12))
  })

  test.for([
    [{version: '1.0.0'}, true],
    [{version: 'v1.0.0', name: 'foo'}, true],
    [{version: '1.0.0+build'}, true],
    [{version: '1.0.1'}, false],
    [{version: '1.0.0', name: 'evil'}, false],
    [{}, false],
    [null, false],
    ['1.0.0', false],
    [['1.0.0'], false],
  ] as const)('%j is a manifest of foo 1.0.0: %s', ([manifest, isOne]) => {
    expect(packument({name: 'foo', versions: {'1.0.0': manifest}}).manifest('1.0.0') !== undefined).toBe(isOne)
  })
})

describe('whatever a registry serves', () => {
  const odd = fc.oneof(
    fc.constantFrom(null, true, '', '1.0.0', 7, [], {}),
    fc.json({maxDepth: 2}).map((text) => JSON.parse(text)),
  )
  const times = fc.constantFrom('2026-11-20T00:00:00.000Z', '2020-01-01T00:00:00.000Z', 'never', 7, null)
  const fields = fc.record(
    {
      name: fc.constantFrom<unknown>('foo', 'bar', 7),
      version: fc.constantFrom<unknown>('1.0.0', '2.0.0', '2.0.0-rc.1', 'banana', '__proto__', null),
      dist: fc.oneof(
        odd,
        fc.record({integrity: odd, signatures: odd, attestations: odd, tarball: odd}, {requiredKeys: []}),
      ),
      scripts: fc.oneof(odd, fc.record({preinstall: odd, postinstall: odd}, {requiredKeys: []})),
      _npmUser: fc.oneof(odd, fc.record({name: odd, trustedPublisher: odd}, {requiredKeys: []})),
      hasInstallScript: odd,
      gypfile: odd,
      deprecated: odd,
      license: odd,
      licenses: odd,
      repository: odd,
    },
    {requiredKeys: []},
  )
  const keys = fc.constantFrom('1.0.0', '2.0.0', '2.0.0-rc.1', 'banana', '__proto__', 'constructor', '')
  const anything = fc.oneof(
    odd,
    fc.record(
      {
        name: fc.constantFrom<unknown>('foo', 'bar', 7),
        versions: fc.oneof(odd, fc.dictionary(keys, fc.oneof(fields, odd))),
        'dist-tags': fc.oneof(odd, fc.dictionary(fc.constantFrom('latest', 'next', '__proto__'), fc.oneof(keys, odd))),
        time: fc.oneof(odd, fc.dictionary(fc.oneof(keys, fc.constantFrom('created', 'modified')), times)),
        modified: times,
      },
      {requiredKeys: []},
    ),
  )

  it('is a packument or an error, and every rule has an answer', () => {
    fc.assert(
      fc.property(anything, (json) => {
        const read: ReadPackument = readPackument(JSON.parse(JSON.stringify(json)), 'foo')
        if (read.kind === 'error') return
        for (const version of ['1.0.0', '2.0.0', '2.0.0-rc.1', 'banana', '__proto__']) {
          const release = releaseFacts(read.packument, version)
          const {verdict, findings} = judge({
            evidence: release === undefined ? {} : {release},
            artifact: {specifier: version},
          })
          expect(['allow', 'ask', 'block']).toContain(verdict)
          for (const {message} of findings) expect(message.length).toBeLessThan(2000)
          // Every field is read, whether a rule wants it or not.
          for (const key of ['previous', 'silences', 'publisherTurn', 'provenanceTurn'] as const) void release?.[key]
          for (const key of ['tarball', 'isUnsigned', 'hasValidSignature'] as const) void release?.release[key]
        }
      }),
      {numRuns: 1000},
    )
  })
})

describe('an abbreviated packument', () => {
  const abbreviated = (days: number | undefined, fields: Record<string, unknown> = {}) =>
    packument({
      name: 'foo',
      ...(days === undefined ? {} : {modified: new Date(daysAgo(days)).toISOString()}),
      versions: {'1.0.0': {version: '1.0.0', ...fields}},
    })
  const isNeeded = (...[whole, isMuchUsed = true, document = {}]: [ReturnType<typeof packument>, boolean?, object?]) =>
    isWholeNeeded(whole, filterSettings({document}).policy, NOW, isMuchUsed)

  it('is enough where nothing of the package is young', () => {
    expect(isNeeded(abbreviated(15))).toBe(false)
    expect(isNeeded(abbreviated(13))).toBe(true)
    expect(isNeeded(abbreviated(undefined))).toBe(true)
  })

  it('is enough after a longer time for what may be new, runs scripts or has provenance', () => {
    expect(isNeeded(abbreviated(29), false)).toBe(true)
    expect(isNeeded(abbreviated(29, {hasInstallScript: true}))).toBe(true)
    expect(isNeeded(abbreviated(29, {dist: {attestations: {provenance: {}}}}))).toBe(true)
    expect(isNeeded(abbreviated(31, {hasInstallScript: true}), false)).toBe(false)
  })

  it('is enough for what the policy wants to know: spans, licences, rules that are off', () => {
    expect(isNeeded(abbreviated(50), true, {rules: {'too-new': {days: 60}}})).toBe(true)
    expect(isNeeded(abbreviated(500), true, {rules: {license: {action: 'ask', licenses: ['MIT']}}})).toBe(true)
    const off = {'too-new': 'off', 'publisher-changed': 'off', 'dormant-then-active': 'off'}
    expect(isNeeded(abbreviated(1), true, {rules: off})).toBe(false)
  })

  it('is not asked for where the whole one is there', () => {
    expect(isNeeded(packument(packumentJson({releases: [{version: '1.0.0', at: daysAgo(1)}]})), false)).toBe(false)
  })
})

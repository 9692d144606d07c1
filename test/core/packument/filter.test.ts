import {describe, expect, it, test} from 'vitest'
import type {Advisory} from '../../../src/core/advisory.ts'
import {filterPackument} from '../../../src/core/packument/filter.ts'
import {releaseEvidence} from '../../../src/core/packument/release-evidence.ts'
import type {PolicyDocument} from '../../../src/core/policy/schema.ts'
import {daysAgo} from '../../support/judged-release.ts'
import {filtered, filterSettings, packument, type SomePackument} from '../../support/packuments.ts'

const THREE: SomePackument = {
  releases: [
    {version: '1.0.0', at: daysAgo(90)},
    {version: '1.1.0', at: daysAgo(50)},
    {version: '2.0.0', at: daysAgo(1)},
  ],
  tags: {latest: '2.0.0', legacy: '1.0.0'},
}
const MALWARE: Advisory = {id: 'MAL-1', kind: 'malware', isEveryVersion: false, aliases: []}

function tagsOf({json}: {readonly json: Readonly<Record<string, unknown>>}): unknown {
  return json['dist-tags']
}

describe('filterPackument', () => {
  it('holds back what is too new, and moves the tag', () => {
    const {kind, json, removed} = filtered(THREE)
    expect(kind).toBe('filtered')
    expect(removed).toEqual(['2.0.0 held-back too-new'])
    expect(Object.keys(json.versions as object)).toEqual(['1.0.0', '1.1.0'])
    expect(Object.keys(json.time as object)).toEqual(['1.0.0', '1.1.0'])
    expect(tagsOf({json})).toEqual({latest: '1.1.0', legacy: '1.0.0'})
  })

  it('leaves the bytes alone where nothing is taken out', () => {
    const old = {...THREE, releases: THREE.releases.slice(0, 2), tags: {latest: '1.1.0'}}
    expect(filterPackument(packument(old), filterSettings())).toEqual({kind: 'unchanged', observed: []})
  })

  it('leaves what is asked for exactly, and what somebody let through', () => {
    expect(filtered(THREE, {kept: ['2.0.0']}).kind).toBe('unchanged')
  })

  it('blocks known malware, whoever asks for it', () => {
    const advisories = (version: string) => (version === '1.1.0' ? [MALWARE] : [])
    expect(filtered(THREE, {advisories, kept: ['1.1.0', '2.0.0']}).removed).toEqual(['1.1.0 blocked malware-known'])
  })

  it('empties a packument of which every version is malicious', () => {
    const {kind, json, removed} = filtered(THREE, {advisories: () => [{...MALWARE, isEveryVersion: true}]})
    expect(kind).toBe('emptied')
    expect(removed).toHaveLength(3)
    expect(json).toMatchObject({versions: {}, time: {}, 'dist-tags': {}})
  })

  it('changes nothing where the policy only observes, and says what it would', () => {
    const result = filterPackument(packument(THREE), filterSettings({document: {mode: 'observe'}}))
    expect(result).toMatchObject({kind: 'unchanged', observed: [{version: '2.0.0', why: 'held-back'}]})
  })

  test.for<readonly [string, Omit<PolicyDocument, 'version'>, readonly string[]]>([
    ['a denied range', {deny: ['npm:foo@<1.1']}, ['1.0.0 blocked denied', '2.0.0 held-back too-new']],
    ['what `allow` excuses', {allow: ['npm:foo@2']}, []],
    ['a rule that only asks', {rules: {'too-new': 'ask'}}, []],
    ['a rule that is off', {rules: {'too-new': 'off'}}, []],
    ['a longer span', {rules: {'too-new': {days: 60}}}, ['1.1.0 held-back too-new', '2.0.0 held-back too-new']],
    ['a rule of another kind', {rules: {'new-package': 'block', 'too-new': 'off'}}, []],
  ])('follows the policy: %s', ([, document, removed]) => {
    expect(filtered(THREE, {document}).removed).toEqual(removed)
  })

  it('holds back the whole burst of a new account, where the policy holds that back', () => {
    const releases = ['alice', 'mallory', 'mallory', 'alice'].map((publisher, place) => ({
      version: `1.0.${place}`,
      at: daysAgo(13 - place),
      publisher,
    }))
    const document = {rules: {'publisher-changed': 'hold-back'}} as const
    expect(filtered({releases}, {document}).removed).toEqual([
      '1.0.1 held-back publisher-changed',
      '1.0.2 held-back publisher-changed',
    ])
  })

  it('what is taken out is no past for what comes after', () => {
    const releases = [900, 300, 5].map((days, place) => ({version: `1.0.${place}`, at: daysAgo(days)}))
    const advisories = (version: string) => (version === '1.0.1' ? [MALWARE] : [])
    expect(filtered({releases}).removed).toEqual([])
    expect(filtered({releases}, {advisories}).removed).toEqual([
      '1.0.1 blocked malware-known',
      '1.0.2 held-back dormant-then-active',
    ])
  })

  it('blocks what is no manifest of its version, or one of another', () => {
    const json = {
      name: 'foo',
      versions: {'1.0.0': {version: '1.0.0'}, '1.0.1': null, '1.0.2': {version: '6.6.6'}, '1.0.3': []},
      'dist-tags': {latest: '1.0.2'},
    }
    const {removed, json: served} = filtered(json)
    expect(removed).toEqual(['1.0.1 blocked unclear', '1.0.2 blocked unclear', '1.0.3 blocked unclear'])
    expect(served).toEqual({name: 'foo', versions: {'1.0.0': {version: '1.0.0'}}, 'dist-tags': {latest: '1.0.0'}})
  })

  it('a registry that says no times has nothing held back', () => {
    const {releases} = THREE
    const timeless = {...THREE, releases: releases.map(({version}) => ({version}))}
    expect(filtered(timeless).kind).toBe('unchanged')
  })

  it('takes a version out of npm’s further lists as well', () => {
    const staged = {versions: {'2.0.0': {version: '2.0.0'}, '2.0.1': {version: '2.0.1'}}}
    const {json} = filtered({...THREE, fields: {stagedVersions: staged, policyRestrictions: {...staged, message: 'm'}}})
    expect(json.stagedVersions).toEqual({versions: {'2.0.1': {version: '2.0.1'}}})
    expect(json.policyRestrictions).toEqual({versions: {'2.0.1': {version: '2.0.1'}}, message: 'm'})
  })
})

describe('tags of what is taken out', () => {
  const release = (version: string, days: number, fields = {}) => ({version, at: daysAgo(days), fields})
  const old = (...versions: readonly string[]) => versions.map((version, place) => release(version, 400 - place))

  test.for<readonly [string, SomePackument, Readonly<Record<string, string>>]>([
    [
      '`latest` does not move up',
      {releases: [...old('1.0.0', '3.0.0'), release('1.1.0', 1)], tags: {latest: '1.1.0'}},
      {latest: '1.0.0'},
    ],
    [
      '`latest` takes no pre-release',
      {releases: [...old('1.0.0', '1.1.0-rc.1'), release('1.1.0', 1)], tags: {latest: '1.1.0'}},
      {latest: '1.0.0'},
    ],
    [
      '`latest` rather takes what is not deprecated',
      {
        releases: [...old('1.0.0'), release('1.0.1', 300, {deprecated: 'x'}), release('1.1.0', 1)],
        tags: {latest: '1.1.0'},
      },
      {latest: '1.0.0'},
    ],
    [
      '`latest` of pre-releases goes to one of the same release',
      {releases: [...old('0.9.0', '1.0.0-rc.1'), release('1.0.0-rc.2', 1)], tags: {latest: '1.0.0-rc.2'}},
      {latest: '1.0.0-rc.1'},
    ],
    [
      'a tag with nothing below is dropped',
      {releases: [...old('3.0.0'), release('1.0.0', 1)], tags: {latest: '1.0.0', next: '3.0.0'}},
      {next: '3.0.0'},
    ],
    [
      '`next` stays among pre-releases of its kind',
      {
        releases: [...old('1.0.0-rc.1', '1.0.0-beta.9', '1.0.0'), release('2.0.0-rc.1', 1)],
        tags: {next: '2.0.0-rc.1'},
      },
      {next: '1.0.0-rc.1'},
    ],
    [
      '`next` is dropped rather than made a `latest`',
      {releases: [...old('1.0.0'), release('2.0.0-rc.1', 1)], tags: {latest: '1.0.0', next: '2.0.0-rc.1'}},
      {latest: '1.0.0'},
    ],
    [
      'nightly builds are told apart by time, not by their hashes',
      {
        releases: [...old('0.0.0-canary-fff-1', '0.0.0-canary-aaa-2'), release('0.0.0-canary-ccc-3', 1)],
        tags: {canary: '0.0.0-canary-ccc-3'},
      },
      {canary: '0.0.0-canary-aaa-2'},
    ],
    [
      'one that names no version stays as it is',
      {releases: [...old('1.0.0'), release('1.1.0', 1)], tags: {latest: '1.1.0', gone: '9.9.9'}},
      {latest: '1.0.0', gone: '9.9.9'},
    ],
  ])('%s', ([, some, tags]) => expect(tagsOf(filtered(some))).toEqual(tags))
})

describe('releaseEvidence', () => {
  const releases = ['1.8.0', '1.9.0', '2.0.0', '2.0.1', '3.0.0'].map((version, place) => ({
    version,
    at: daysAgo(version === '3.0.0' || version === '2.0.1' ? 1 : 100 - place),
  }))
  const passing = (version: string, given: Parameters<typeof filterSettings>[0] = {}) =>
    releaseEvidence(packument({releases}), version, filterSettings(given)).passingVersion

  it('finds the newest release that passes, in the same major version first', () => {
    expect(passing('2.0.1')).toBe('2.0.0')
    expect(passing('3.0.0')).toBe('2.0.0')
    expect(passing('2.0.0')).toBeUndefined()
    const vulnerable: Advisory = {...MALWARE, kind: 'vulnerability', severity: 'critical'}
    expect(passing('1.8.0', {advisories: (one) => (one === '1.8.0' ? [vulnerable] : [])})).toBe('1.9.0')
    expect(passing('1.8.0', {advisories: (one) => (one.startsWith('1.') ? [vulnerable] : [])})).toBe('2.0.0')
  })

  it('offers nothing that the policy would ask about', () => {
    expect(passing('2.0.1', {document: {rules: {'new-package': {days: 500}}}})).toBeUndefined()
    expect(passing('2.0.1', {document: {deny: ['npm:foo@2.0.0']}})).toBe('1.9.0')
  })

  it('carries what the feed says', () => {
    const evidence = releaseEvidence(packument({releases}), '1.9.0', filterSettings({advisories: () => [MALWARE]}))
    expect(evidence.advisories).toEqual([MALWARE])
    expect(evidence.release?.release.version).toBe('1.9.0')
  })
})

// Packuments as registries serve them, built from a few facts.

import {type FilterSettings, filterPackument} from '../../src/core/packument/filter.ts'
import type {JsonObject} from '../../src/core/packument/json.ts'
import {type Packument, readPackument} from '../../src/core/packument/packument.ts'
import {mergePolicies} from '../../src/core/policy/merge.ts'
import type {PolicyDocument} from '../../src/core/policy/schema.ts'
import {NOW} from './judged-release.ts'
import {layerOf} from './policy-documents.ts'

export interface SomeRelease {
  readonly version: string
  /** Milliseconds since 1970; absent: the registry does not say. */
  readonly at?: number | undefined
  readonly publisher?: string | undefined
  /** Further fields of the manifest. */
  readonly fields?: JsonObject
}

export interface SomePackument {
  readonly releases: readonly SomeRelease[]
  readonly tags?: Readonly<Record<string, string>>
  /** Further fields beside `versions`. */
  readonly fields?: JsonObject
}

/** As JSON, parsed anew, so that nothing is shared. */
export function packumentJson({releases, tags = {}, fields = {}}: SomePackument): JsonObject {
  const times = releases.flatMap(({version, at}) => (at === undefined ? [] : [[version, isoTime(at)] as const]))
  const versions = releases.map((one) => [one.version, manifest(one)] as const)
  const whole = {
    _id: 'foo',
    name: 'foo',
    'dist-tags': tags,
    versions: Object.fromEntries(versions),
    ...(times.length === 0 ? {} : {time: Object.fromEntries(times)}),
    ...fields,
  }
  return JSON.parse(JSON.stringify(whole)) as JsonObject
}

function manifest({version, publisher, fields = {}}: SomeRelease): JsonObject {
  const integrity = `sha512-${btoa(version)}`
  const tarball = `https://npm.acme.example/foo/-/foo-${version}.tgz`
  const account = publisher === undefined ? {} : {_npmUser: {name: publisher}}
  return {name: 'foo', version, dist: {integrity, tarball}, ...account, ...fields}
}

function isoTime(moment: number): string {
  return new Date(moment).toISOString()
}

export function packument(some: SomePackument | JsonObject): Packument {
  const json = 'releases' in some ? packumentJson(some as SomePackument) : some
  const read = readPackument(json, 'foo')
  if (read.kind === 'error') throw new Error(read.reason)
  return read.packument
}

export interface FilterGiven {
  readonly document?: Omit<PolicyDocument, 'version'>
  readonly advisories?: FilterSettings['advisories']
  readonly kept?: readonly string[]
}

export function filterSettings({document = {}, advisories, kept = []}: FilterGiven = {}): FilterSettings {
  return {
    policy: mergePolicies([layerOf('user', document)]).ecosystems.npm,
    artifact: {
      ecosystem: 'npm',
      requested: 'foo',
      name: 'foo',
      specifier: '',
      source: {kind: 'registry'},
      requestedIn: {kind: 'argv', index: 1},
    },
    advisories,
    kept: new Set(kept),
    now: NOW,
  }
}

/** The packument that is served, and what was taken out: `2.0.0 held-back too-new`. */
export function filtered(some: SomePackument | JsonObject, given: FilterGiven = {}) {
  const whole = packument(some)
  const result = filterPackument(whole, filterSettings(given))
  const json = result.kind === 'unchanged' ? whole.json : result.json
  const removed = result.kind === 'unchanged' ? [] : result.removed
  const words = removed.map(({version, why, findings}) => [version, why, ...findings.map(({code}) => code)].join(' '))
  return {kind: result.kind, json, removed: words.sort()}
}

// Generated packuments: a small world of versions and times, so that releases meet policies, tags and ranges.

import fc from 'fast-check'
import type {Advisory} from '../../src/core/advisory.ts'
import {daysAgo} from './judged-release.ts'
import {packumentJson, type SomeRelease} from './packuments.ts'

const VERSIONS = [
  '0.9.0',
  '1.0.0-rc.1',
  '1.0.0-rc.2',
  '1.0.0',
  '1.0.1',
  '1.2.0',
  '1.2.1',
  '2.0.0-beta.1',
  '2.0.0-beta.2',
  '2.0.0-canary.7',
  '2.0.0',
  '2.1.0',
  '3.0.0',
]

const fields = fc.record(
  {
    deprecated: fc.constantFrom<unknown>('old', '', true),
    scripts: fc.constantFrom({}, {postinstall: 'node a.js'}, {preinstall: 'x', postinstall: 'y'}),
    license: fc.constantFrom('MIT', 'GPL-3.0-only'),
    _npmUser: fc.constantFrom({name: 'alice'}, {name: 'mallory'}),
  },
  {requiredKeys: []},
)

/** Days ago; some on the edges of what the built-in policy looks at. */
export const someAge = fc.constantFrom(0, 1, 2, 3, 4, 13, 14, 15, 29, 31, 100, 400, 900)

function releasesOf(age: fc.Arbitrary<number | undefined>): fc.Arbitrary<readonly SomeRelease[]> {
  return fc.uniqueArray(fc.constantFrom(...VERSIONS), {minLength: 1, maxLength: 9}).chain((versions) =>
    fc.tuple(
      ...versions.map((version) =>
        fc.tuple(age, fields).map(
          ([days, more]): SomeRelease => ({
            version,
            at: days === undefined ? undefined : daysAgo(days),
            fields: more,
          }),
        ),
      ),
    ),
  )
}

function tagsOf(releases: readonly SomeRelease[]) {
  const version = fc.constantFrom(...releases.map((one) => one.version), '9.9.9')
  return fc.dictionary(fc.constantFrom('latest', 'next', 'beta', 'legacy'), version, {maxKeys: 4})
}

/** `age`: undefined where the registry does not say. */
export function somePackumentJson(age: fc.Arbitrary<number | undefined>) {
  return releasesOf(age).chain((releases) =>
    tagsOf(releases).map((tags) => packumentJson({releases, tags, fields: {readme: 'read me', users: {ann: true}}})),
  )
}

const ADVISORY: Advisory = {id: 'MAL-1', kind: 'malware', isEveryVersion: false, aliases: []}

/** What a feed says of some of the versions. */
export const someAdvisories = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...VERSIONS), fc.constantFrom('malware', 'vulnerability')), {maxLength: 3})
  .map((listed) => (version: string): readonly Advisory[] => {
    return listed.flatMap(([one, kind]) => (one === version ? [{...ADVISORY, kind, severity: 'high'} as const] : []))
  })

export const someVersions = fc.uniqueArray(fc.constantFrom(...VERSIONS), {maxLength: 2})

export const SPECIFIERS = [
  '*',
  '',
  'latest',
  'next',
  'beta',
  'legacy',
  '^1.0.0',
  '~1.2.0',
  '>=1',
  '<=1.0.0',
  '2',
  '^2.0.0-0',
  ...VERSIONS,
]

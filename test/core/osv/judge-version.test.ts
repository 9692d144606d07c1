// The OSV schema's own examples and algorithm, and what it leaves open.

import fc from 'fast-check'
import semver from 'semver'
import {describe, expect, test} from 'vitest'
import type {Advisory} from '../../../src/core/advisory.ts'
import type {FeedEcosystem} from '../../../src/core/osv/affected.ts'
import {advisoryAbout} from '../../../src/core/osv/judge-version.ts'
import {readEntry} from '../../../src/core/osv/read-entry.ts'

type Events = readonly Readonly<Record<string, unknown>>[]

const semverRange = (...events: Events) => ({ranges: [{type: 'SEMVER', events}]})
const ecosystemRange = (...events: Events) => ({ranges: [{type: 'ECOSYSTEM', events}]})

/** What an advisory with these parts of `affected` says of a version. */
function about(
  parts: readonly object[],
  version: string | undefined,
  ecosystem: FeedEcosystem = 'npm',
): Advisory | undefined {
  const world = ecosystem === 'npm' ? 'npm' : 'PyPI'
  const affected = parts.map((part) => ({package: {ecosystem: world, name: 'foo'}, ...part}))
  const reading = readEntry({id: 'GHSA-1', modified: '2024-01-01T00:00:00Z', affected}, ecosystem, 0)
  if (reading.kind !== 'entry') throw new Error(JSON.stringify(reading))
  return advisoryAbout(reading.packages.get('foo')!, ecosystem, version)
}

describe('npm', () => {
  const half = semverRange({introduced: '1.0.0'}, {fixed: '1.0.2'})
  const gap = semverRange({introduced: '0'}, {fixed: '1.0.2'}, {introduced: '3.0.0'}, {fixed: '3.2.5'})
  const turned = semverRange({fixed: '3.2.5'}, {introduced: '3.0.0'}, {fixed: '1.0.2'}, {introduced: '0'})
  const last = semverRange({introduced: '1.0.0'}, {last_affected: '2.1.214'})
  const limited = semverRange({introduced: '1.0.0'}, {limit: '2.0.0'})
  const relapse = semverRange({introduced: '0'}, {fixed: '1.0.0'}, {introduced: '1.0.0'}, {fixed: '2.0.0'})
  const listed = {versions: ['1.2.3', 'v2.0.0']}
  const overlapping = {ranges: [...semverRange({introduced: '0'}, {fixed: '2.0.0'}).ranges, ...half.ranges]}

  test.each<[string, object, string, boolean, string?]>([
    ['before it begins', half, '0.9.9', false],
    ['where it begins', half, '1.0.0', true, '1.0.2'],
    ['in the middle', half, '1.0.1', true, '1.0.2'],
    ['where it is fixed', half, '1.0.2', false],
    ['a pre-release of where it begins', half, '1.0.0-rc.1', false],
    ['a pre-release of the fix', half, '1.0.2-rc.1', true, '1.0.2'],
    ['build metadata does not count', half, '1.0.1+build.5', true, '1.0.2'],
    ['10 is behind 9', semverRange({introduced: '1.9.0'}, {fixed: '1.11.0'}), '1.10.0', true, '1.11.0'],
    ['from the very beginning', gap, '0.0.0-alpha', true, '1.0.2'],
    ['between two ranges', gap, '2.0.0', false],
    ['in the second', gap, '3.1.0', true, '3.2.5'],
    ['behind both', gap, '3.2.5', false],
    ['events in any order', turned, '3.1.0', true, '3.2.5'],
    ['events in any order, between', turned, '2.0.0', false],
    ['the last affected', last, '2.1.214', true],
    ['behind the last affected', last, '2.1.215', false],
    ['before a limit', limited, '1.9.9', true],
    ['at a limit', limited, '2.0.0', false],
    ['a limit that is none', semverRange({introduced: '1.0.0'}, {limit: '*'}), '99.0.0', true],
    ['a fix and its relapse in one version', relapse, '1.5.0', true, '2.0.0'],
    ['listed', listed, '1.2.3', true],
    ['listed with a v', listed, '2.0.0', true],
    ['not listed', listed, '1.2.4', false],
    ['a range of two numbers', semverRange({introduced: '1.0'}, {fixed: '2'}), '1.4.0', true, '2'],
    ['a fix that another range undoes is none', overlapping, '1.0.1', true, '2.0.0'],
    ['an end without a beginning', semverRange({fixed: '2.0.0'}), '1.0.0', true, '2.0.0'],
    ['an end without a beginning, behind it', semverRange({fixed: '2.0.0'}), '2.0.0', false],
    ['listed, or in a range: listed', {...half, ...listed}, '1.2.3', true],
    ['listed, or in a range: in range', {...half, ...listed}, '1.0.0', true, '1.0.2'],
  ])('%s', (_what, part, version, isAffected, fixedIn) => {
    const advisory = about([part], version)
    expect({isAffected: advisory !== undefined, fixedIn: advisory?.fixedIn}).toEqual({isAffected, fixedIn})
  })

  test('every version: introduced at 0 and never ended', () => {
    const every = semverRange({introduced: '0'})
    expect(about([every], undefined)).toMatchObject({isEveryVersion: true})
    expect(about([every], '1.0.0')).toMatchObject({isEveryVersion: true})
    expect(about([half, every], undefined)).toMatchObject({isEveryVersion: true})
  })

  test.each([
    ['fixed somewhere', half],
    ['from the beginning to a fix', gap],
    ['the last affected', semverRange({introduced: '0'}, {last_affected: '1.0.0'})],
    ['a list', listed],
  ])('without a version nothing is said where not every one is affected: %s', (_what, part) => {
    expect(about([part], undefined)).toBeUndefined()
  })
})

describe('PyPI', () => {
  const range = ecosystemRange({introduced: '1.0'}, {fixed: '2.0'})
  test.each<[string, object, string, boolean]>([
    ['a release of more numbers', range, '1.0.0.1', true],
    ['the same with zeros', range, '1.0.0', true],
    ['a pre-release of the fix', range, '2.0rc1', true],
    ['the fix with zeros', range, '2.0.0', false],
    ['a post-release of the fix', range, '2.0.post1', false],
    ['a development version of the beginning', range, '1.0.dev1', false],
    ['a local version', range, '1.5+cu118', true],
    ['a local version of the fix', range, '2.0+cu118', false],
    ['an epoch', range, '1!0.5', false],
    ['listed in another spelling', {versions: ['1.0.0-RC.1']}, '1rc1', true],
    ['listed with zeros', {versions: ['1.0']}, '1.0.0', true],
    ['listed, of a local version', {versions: ['1.0']}, '1.0+local', true],
    ['not listed', {versions: ['1.0']}, '1.0.1', false],
    ['the semver spelling of a range', semverRange({introduced: '1.0.0-rc.1'}, {fixed: '2.0.0'}), '1.0rc2', true],
    ['commits beside a list', {ranges: [{type: 'GIT', events: [{introduced: '0'}]}], versions: ['1.0']}, '1.1', false],
  ])('%s', (_what, part, version, isAffected) => {
    expect(about([part], version, 'pypi') !== undefined).toBe(isAffected)
  })
})

describe('what cannot be read counts as affected, and says so', () => {
  test.each<[string, object, RegExp]>([
    ['no versions at all', {}, /does not say which versions/],
    ['commits alone', {ranges: [{type: 'GIT', events: [{introduced: '0'}]}]}, /does not say which versions/],
    ['a range of another kind', {ranges: [{type: 'MOON', events: [{introduced: '0'}]}]}, /of a kind that is not known/],
    ['a range without events', semverRange(), /without an event/],
    ['a version that is none', semverRange({introduced: '0'}, {fixed: 'tomorrow'}), /`tomorrow` cannot be compared/],
    ['a version that is a number', semverRange({introduced: 0}), /a version that is no text/],
    ['an object that will not be text', semverRange({introduced: {toString: 1}}), /a version that is no text/],
    ['an event that nobody knows', semverRange({vanished: '1.0.0'}), /an event that is not known/],
    ['a list of something else', {versions: [{}]}, /something else than versions/],
    ['a million versions', {versions: Array.from({length: 1e6}, (_, at) => `1.0.${at}`)}, /too many versions/],
    [
      'too many ranges',
      {ranges: Array.from({length: 2e4}, () => semverRange({introduced: '1.0.0'}).ranges[0])},
      /too many ranges/,
    ],
  ])('%s', (_what, part, reason) => {
    for (const version of ['1.0.0', undefined]) {
      expect(about([part], version)).toMatchObject({isEveryVersion: true, summary: expect.stringMatching(reason)})
    }
  })

  test('a version that cannot be compared', () => {
    const range = ecosystemRange({introduced: '1.0'}, {fixed: '2.0'})
    expect(about([range], 'weekly', 'pypi')).toMatchObject({
      isEveryVersion: false,
      summary: 'counts as affected, because the version `weekly` cannot be compared',
    })
    expect(about([range], 'weekly', 'pypi')).not.toHaveProperty('fixedIn')
    expect(about([{versions: ['weekly']}], 'weekly', 'pypi')).toBeDefined()
    expect(about([{versions: ['1.0']}], 'weekly', 'pypi')).toBeUndefined()
  })
})

test('the largest advisory that is taken is judged in a moment', () => {
  const many = Array.from({length: 500}, (_, at) => [{introduced: `${at}.0.0`}, {fixed: `${at}.5.0`}]).flat()
  const start = performance.now()
  expect(about([semverRange({introduced: '0'}, ...many.slice(1)), {versions: ['9.9.9']}], '7.2.0')?.fixedIn).toBe(
    '7.5.0',
  )
  const all = [semverRange(...many.slice(0, 500)), semverRange({introduced: '0'}, {last_affected: '9999.0.0'})]
  expect(about(all, '1.0.0')).not.toHaveProperty('fixedIn')
  expect(performance.now() - start).toBeLessThan(2000)
})

const versions = fc
  .tuple(fc.nat(4), fc.nat(4), fc.nat(4), fc.constantFrom('', '-alpha', '-rc.1'))
  .map(([major, minor, patch, pre]) => `${major}.${minor}.${patch}${pre}`)
const events = fc.array(
  fc.oneof(
    versions.map((introduced) => ({introduced})),
    versions.map((fixed) => ({fixed})),
    versions.map((last) => ({last_affected: last})),
  ),
  {minLength: 1, maxLength: 6},
)

/** The specification's algorithm word for word, over events of different versions. */
function reference(list: Events, version: string): boolean {
  const bound = (event: Events[number]): string => String(Object.values(event)[0])
  let isAffected = false
  for (const event of [{introduced: '0.0.0-0'}, ...list].toSorted((a, b) => semver.compare(bound(a), bound(b)))) {
    if ('introduced' in event && semver.gte(version, bound(event))) isAffected = true
    else if ('fixed' in event && semver.gte(version, bound(event))) isAffected = false
    else if ('last_affected' in event && semver.gt(version, bound(event))) isAffected = false
  }
  return isAffected
}

test('agrees with the algorithm of the specification, in whatever order the events come', () => {
  const distinct = events.filter((list) => new Set(list.map((one) => Object.values(one)[0])).size === list.length)
  fc.assert(
    fc.property(distinct, versions, fc.integer(), (list, version, seed) => {
      const range = [{introduced: '0'}, ...list]
      const shuffled = range.toSorted(
        (a, b) => ((JSON.stringify(a).length * seed) % 7) - ((JSON.stringify(b).length * seed) % 7),
      )
      const expected = reference(list, version)
      expect(about([semverRange(...range)], version) !== undefined).toBe(expected)
      expect(about([semverRange(...shuffled)], version) !== undefined).toBe(expected)
    }),
    {numRuns: 2000},
  )
})

test('the way out is newer, fixed somewhere, and affected nowhere', () => {
  fc.assert(
    fc.property(fc.array(events, {minLength: 1, maxLength: 3}), versions, (lists, version) => {
      const parts = lists.map((list) => semverRange({introduced: '0'}, ...list))
      const fixedIn = about(parts, version)?.fixedIn
      if (fixedIn === undefined) return
      expect(semver.gt(fixedIn, version)).toBe(true)
      expect(about(parts, fixedIn)).toBeUndefined()
    }),
    {numRuns: 2000},
  )
})

import fc from 'fast-check'
import semver from 'semver'
import {expect, test} from 'vitest'
import {isNpmRange, NpmRange} from '../../../src/core/policy/npm-range.ts'
import {plainRange, plainRelease} from '../../../src/core/policy/plain-versions.ts'
import {isPypiRange, matchPypiRange} from '../../../src/core/policy/pypi-range.ts'

/** What versions and ranges are made of, put together blindly. */
const soup = fc
  .array(
    fc.constantFrom(
      ...['1', '2', '1.0', '.', '*', 'x', '>=', '<', '=', '==', '===', '!=', '~=', '~', '^', ',', '||', ' ', '-'],
      ...['a1', 'rc', '.post1', '.dev0', '+local', '!', 'v', 'foo'],
    ),
    {maxLength: 8},
  )
  .map((parts) => parts.join(''))
const ANSWERS = ['certain', 'possible', undefined]

test.each([
  ['npm', isNpmRange, (range: string, specifier: string) => new NpmRange(range).match(specifier)],
  ['pypi', isPypiRange, matchPypiRange],
] as const)('any %s range says of any specifier whether it covers it, without an error', (_, isRange, match) => {
  fc.assert(
    fc.property(soup, soup, (range, specifier) => {
      fc.pre(isRange(range))
      expect(ANSWERS).toContain(match(range, specifier))
    }),
    {numRuns: 3000},
  )
})

test('ranges that are compared without npm cover the releases that npm says', () => {
  const number = fc.oneof(fc.integer({min: 0, max: 3}), fc.constantFrom(10, 999_999_999, 1_000_000_000)).map(String)
  const release = fc.tuple(number, number, number).map((parts) => parts.join('.'))
  const range = fc
    .tuple(
      fc.constantFrom('', '<', '>=', '<=', '>', '=', '^', '~', 'v'),
      fc.array(number, {minLength: 1, maxLength: 3}),
    )
    .map(([operator, parts]) => `${operator}${parts.join('.')}`)
  let compared = 0
  fc.assert(
    fc.property(range, release, (text, version) => {
      if (plainRange(text) !== undefined && plainRelease(version) !== undefined) compared++
      const expected = semver.satisfies(version, text, {includePrerelease: true}) ? 'certain' : undefined
      expect(new NpmRange(text).match(version)).toBe(expected)
    }),
    {numRuns: 3000},
  )
  expect(compared).toBeGreaterThan(100)
})

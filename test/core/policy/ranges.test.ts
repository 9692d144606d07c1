import fc from 'fast-check'
import {expect, test} from 'vitest'
import {isNpmRange, NpmRange} from '../../../src/core/policy/npm-range.ts'
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

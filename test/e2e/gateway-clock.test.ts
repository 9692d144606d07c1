// Clocks that are wrong: sallyport's own is moved, or the registry's times are, and an install goes through the gateway. What is
// young by any of the clocks is young.

import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {ADVISED, adviseAgainst, DEEP} from '../support/deep-malware.ts'
import {gatewayLab, HOUR_AGO} from '../support/gateway-lab.ts'
import {moveClock} from '../support/moved-clock.ts'
import type {NpmPackage} from '../support/npm-registry.ts'

const DAY = 24 * 60 * 60 * 1000
const YEAR = 365 * DAY
const AHEAD = 'the clock of this machine is ahead of that of a registry; ages were counted by the earlier one'

async function lab(packages: readonly NpmPackage[]) {
  const made = await gatewayLab(packages)
  const installed = (name: string): string | undefined => {
    const path = join(made.scratch.project, 'node_modules', name, 'package.json')
    return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).version : undefined
  }
  const move = (milliseconds: number) => moveClock(join(made.scratch.root, 'prefix'), milliseconds)
  return {...made, installed, move}
}

const younger = (publishedAt: string): readonly NpmPackage[] => [
  {name: 'lodash', version: '4.17.20'},
  {name: 'lodash', version: '4.17.21', publishedAt},
]

describe('a clock that is ahead', () => {
  test.each([
    ['4 days', 4 * DAY],
    ['10 years', 10 * YEAR],
  ])(
    'by %s: what was published an hour ago by the registry’s clock is held back all the same',
    async (_what, ahead) => {
      const {scratch, installed, move} = await lab(younger(HOUR_AGO))
      move(ahead)
      const {code, stderr} = await scratch.run('npm', ['install', 'lodash'])
      expect(stderr).toMatch(/held back `lodash` 4\.17\.21, which was published (?:59 minutes|1 hour) ago/u)
      expect(stderr).toContain(AHEAD)
      expect(code).toBe(0)
      expect(installed('lodash')).toBe('4.17.20')
    },
  )

  test('asked for exactly, it is asked about', async () => {
    const {scratch, installed, move} = await lab(younger(HOUR_AGO))
    move(4 * DAY)
    const {code, stderr} = await scratch.run('npm', ['install', 'lodash@4.17.21'])
    expect(stderr).toMatch(/was published (?:59 minutes|1 hour) ago/u)
    expect(code).toBe(75)
    expect(installed('lodash')).toBeUndefined()
  })

  test('by less than an hour is nothing to speak of', async () => {
    const {scratch, move} = await lab([{name: 'lodash', version: '4.17.20'}])
    move(DAY / 48)
    expect(await scratch.run('npm', ['install', 'lodash'])).toMatchObject({code: 0, stderr: ''})
  })
})

describe('a clock that is behind', () => {
  test('by 3 days: what was published meanwhile is young', async () => {
    const {scratch, installed, move} = await lab(younger(HOUR_AGO))
    move(-3 * DAY)
    const {code, stderr} = await scratch.run('npm', ['install', 'lodash'])
    expect(stderr).toContain('held back `lodash` 4.17.21, which was published at a time that is still to come')
    expect(code).toBe(0)
    expect(installed('lodash')).toBe('4.17.20')
  })

  test('by 10 years: everything is young, and nothing is installed without an answer', async () => {
    const {scratch, digest, move} = await lab(younger(HOUR_AGO))
    move(-10 * YEAR)
    const before = digest()
    const {code, stderr} = await scratch.run('npm', ['install', 'lodash'])
    expect(stderr).toContain('at a time that is still to come')
    expect(code).toBe(75)
    expect(digest()).toEqual(before)
  })
})

describe('a registry that gives a release', () => {
  test('a time that is still to come: it is young', async () => {
    const {scratch, installed} = await lab(younger('2099-01-01T00:00:00.000Z'))
    const {stderr} = await scratch.run('npm', ['install', 'lodash'])
    expect(stderr).toContain('held back `lodash` 4.17.21, which was published at a time that is still to come')
    expect(installed('lodash')).toBe('4.17.20')
  })

  test('a time that is none: its age is unknown, and said to be', async () => {
    const {scratch} = await lab(younger('tomorrow'))
    const {stderr} = await scratch.run('npm', ['install', 'lodash'])
    expect(stderr).toContain('not judged in full: 1 served without the times of their releases')
  })
})

describe('the feed', () => {
  test('counts whenever it was taken, and whatever time it is then', async () => {
    for (const [taken, asked] of [
      [10 * YEAR, 0],
      [0, 10 * YEAR],
      [0, -10 * YEAR],
      [-10 * YEAR, 0],
    ] as const) {
      const {scratch, program, digest, move} = await lab(DEEP)
      move(taken)
      await adviseAgainst('deep-trouble', scratch, program)
      move(asked)
      const before = digest()
      const {code, stderr} = await scratch.run('npm', ['install', 'express'])
      // By a clock that is behind, every release is young as well: which of the two comes first is all the same.
      expect(stderr).toMatch(asked < 0 ? /still to come|is malicious/u : ADVISED)
      expect(asked < 0 ? [75, 77] : [77]).toContain(code)
      expect(digest()).toEqual(before)
      // One that was taken in the future does not stand in the way of the next one.
      await adviseAgainst('deep-trouble', scratch, program)
      const status = await scratch.run(program, ['cache', 'status'])
      expect(status.code).toBe(0)
      expect(status.stdout).not.toMatch(/NaN|-\d+ (?:day|hour|minute)/u)
    }
  })
})

test('the log stays a chain when the clock goes back and forth', async () => {
  const {scratch, program, move} = await lab([{name: 'lodash', version: '4.17.20'}])
  for (const moved of [0, YEAR, -YEAR, 0]) {
    move(moved)
    expect((await scratch.run('npm', ['install', 'lodash'])).code).toBe(0)
  }
  expect((await scratch.run(program, ['log', '--verify'])).code).toBe(0)
  expect((await scratch.run(program, ['doctor'])).code).toBe(0)
})

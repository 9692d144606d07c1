// The generated tables against the installed npm: when this fails after an update of the devDependency `npm`, run
// `npm run tables:build` as the head of scripts/build-npm-tables.ts says.

import {expect, test} from 'vitest'
import {installedFacts} from '../../../scripts/data/npm-facts.ts'
import {commandRows} from '../../../src/managers/npm/commands.generated.ts'
import {newestVersion} from '../../../src/managers/npm/newest.generated.ts'
import {NEWEST_MAJOR} from '../../../src/managers/npm/npm-majors.ts'
import {optionRows} from '../../../src/managers/npm/options.generated.ts'
import {shorthandRows} from '../../../src/managers/npm/shorthands.generated.ts'
import {verbKind} from '../../../src/managers/npm/verbs.ts'

const facts = installedFacts()

type Row = readonly [string, unknown, number, number]

function newest(rows: readonly Row[]): Record<string, unknown> {
  return Object.fromEntries(
    rows.filter(([, , , until]) => until === NEWEST_MAJOR).map(([name, value]) => [name, value]),
  )
}

test('the newest version of the tables is that of the installed npm', () => {
  expect(newestVersion).toBe(facts.version)
  expect(newestVersion).toMatch(new RegExp(`^${NEWEST_MAJOR}\\.`))
})

test.each([
  ['commands', commandRows, facts.commands],
  ['options', optionRows, facts.options],
  ['shorthands', shorthandRows, facts.shorthands],
])('the table of %s is that of the installed npm', (_, rows, installed) => {
  expect(newest(rows)).toEqual(installed)
})

test('every command has a verdict of its own', () => {
  const unjudged = [...new Set(commandRows.map(([, command]) => command))].filter(
    (command) => verbKind(command) === 'specs' && !['pack', 'publish'].includes(command),
  )
  expect(unjudged).toEqual([])
})

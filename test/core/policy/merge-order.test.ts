// What is associative about merging, and what is not: files of different layers have their order by their layers; files that may
// only tighten could come in any order and grouping.

import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {Ecosystem} from '../../../src/core/artifact.ts'
import type {Layer} from '../../../src/core/policy/layer.ts'
import {mergePolicies} from '../../../src/core/policy/merge.ts'
import type {Listed, Policy} from '../../../src/core/policy/policy.ts'
import type {PolicyDocument} from '../../../src/core/policy/schema.ts'
import {type AsStrict, STRICTER} from '../../../src/core/policy/tightness.ts'
import {layerOf, someDocument} from '../../support/policy-documents.ts'

const HOMES = ['npm', 'pypi', 'docker'] as const satisfies readonly Ecosystem[]
const LISTS = ['allow', 'deny', 'internal', 'exceptions'] as const

/** Every single value that has a direction, by its key path. */
function valuesOf({ecosystems, bypass, data}: Policy): ReadonlyMap<string, readonly [unknown, AsStrict<never>]> {
  const values = new Map<string, readonly [unknown, AsStrict<never>]>([
    ['bypass', [bypass.value, STRICTER.bypass]],
    ['data.max-age-days', [data.maxAgeDays?.value, STRICTER.maxAgeDays]],
    ['data.when-older', [data.whenOlder.value, STRICTER.whenOlder]],
  ])
  for (const home of HOMES) {
    const {mode, unattended, rules} = ecosystems[home]
    values.set(`${home}.mode`, [mode.value, STRICTER.mode])
    values.set(`${home}.unattended`, [unattended.value, STRICTER.unattended])
    for (const [code, {action, days, severity}] of rules) {
      values.set(`${home}.${code}`, [action, STRICTER.action])
      values.set(`${home}.${code}.days`, [days?.value, STRICTER.days])
      values.set(`${home}.${code}.severity`, [severity?.value, STRICTER.severity])
    }
  }
  return values
}

function plain(policy: Policy): unknown {
  const lists = HOMES.flatMap((home) => [
    ...LISTS.map((list) => textOf(policy.ecosystems[home][list].entries).sort()),
    policy.ecosystems[home].registries.map(({entries}) => textOf(entries).sort().join()).sort(),
  ])
  return [[...valuesOf(policy)].map(([key, [value]]) => [key, value]), lists]
}

function textOf(entries: readonly Listed[]): string[] {
  return entries.map((entry) => JSON.stringify({...entry, origin: undefined}))
}

const stricterOf = (a: unknown, b: unknown, asStrict: AsStrict<never>): unknown =>
  b !== undefined && (a === undefined || asStrict(b as never, a as never)) ? b : a

/** Where questions are not answered by nobody, so that `ask` is a tightening of `hold-back` (`actionAsStrict`). */
const someAttended = someDocument.map(
  ({npm, pypi, docker, ...document}): PolicyDocument => ({
    ...document,
    ...(npm && {npm: {...npm, unattended: 'block'}}),
    ...(pypi && {pypi: {...pypi, unattended: 'block'}}),
    ...(docker && {docker: {...docker, unattended: 'block'}}),
    unattended: 'block',
  }),
)

describe('merging', () => {
  it('does not care in which order it gets the files', () => {
    fc.assert(
      fc.property(fc.tuple(someDocument, someDocument, someDocument), ([team, user, project]) => {
        const layers = [layerOf('team', team), layerOf('user', user), layerOf('project', project)]
        expect(comparable(mergePolicies([...layers].reverse()))).toEqual(comparable(mergePolicies(layers)))
      }),
      {numRuns: 200},
    )
  })

  it('at once is merging layer by layer: what a project says joins what was in force before it, the stricter stays', () => {
    fc.assert(
      fc.property(someDocument, someAttended, someDocument, (team, user, project) => {
        const below = [layerOf('team', team), layerOf('user', user)]
        const before = valuesOf(mergePolicies(below))
        // What the file alone says: over nothing, as somebody who may say anything.
        const said = saidBy(project)
        for (const [key, [value, asStrict]] of valuesOf(mergePolicies([...below, layerOf('project', project)]))) {
          const [was] = before.get(key)!
          expect([key, value]).toEqual([key, stricterOf(was, said.get(key), asStrict)])
        }
      }),
      {numRuns: 300},
    )
  })

  it('puts lists behind one another, whatever the grouping', () => {
    fc.assert(
      fc.property(someDocument, someDocument, someDocument, (team, user, project) => {
        const unlocked = {...team, locked: []}
        const layers = [layerOf('team', unlocked), layerOf('user', {...user, locked: []}), layerOf('project', project)]
        const whole = mergePolicies(layers)
        for (const home of HOMES) {
          for (const list of LISTS) {
            const isLooser = list === 'allow' || list === 'exceptions'
            const parts = layers
              .filter(({name}) => !isLooser || name !== 'project')
              .flatMap((one) => mergeAlone(one).ecosystems[home][list].entries.map(({match}) => match))
            expect(whole.ecosystems[home][list].entries.map(({match}) => match)).toEqual(parts)
          }
        }
      }),
      {numRuns: 200},
    )
  })

  it('of files that may only tighten is the same in any order and grouping, and once or twice', () => {
    fc.assert(
      fc.property(someDocument, someAttended, someDocument, someDocument, (team, user, a, b) => {
        const below = [layerOf('team', team), layerOf('user', user)]
        const [one, other] = [layerOf('project', a), layerOf('project', b)]
        const merged = plain(mergePolicies([...below, one, other]))
        expect(plain(mergePolicies([...below, other, one]))).toEqual(merged)
        const [values] = plain(mergePolicies([...below, one, other, one])) as [unknown]
        expect(values).toEqual((merged as [unknown])[0])
      }),
      {numRuns: 300},
    )
  })
})

/** The entries of a file by itself; a project's as if it were a person's. */
function mergeAlone(layer: Layer): Policy {
  return mergePolicies([{...layer, name: 'user'}])
}

/** What a document says of each value, where it says something: seen by what no other value of the file could give. */
function saidBy(document: PolicyDocument): ReadonlyMap<string, unknown> {
  const said = mergePolicies([layerOf('user', document)])
  const isSaid = ({origin}: {readonly origin: string}): boolean => origin !== 'built-in'
  const values = new Map<string, unknown>()
  const put = (key: string, sourced: {readonly value: unknown; readonly origin: string} | undefined): void => {
    if (sourced !== undefined && isSaid(sourced)) values.set(key, sourced.value)
  }
  put('bypass', said.bypass)
  put('data.max-age-days', said.data.maxAgeDays)
  put('data.when-older', said.data.whenOlder)
  for (const home of HOMES) {
    const {mode, unattended, rules} = said.ecosystems[home]
    put(`${home}.mode`, mode)
    put(`${home}.unattended`, unattended)
    for (const [code, {action, origin, days, severity}] of rules) {
      put(`${home}.${code}`, {value: action, origin})
      put(`${home}.${code}.days`, days)
      put(`${home}.${code}.severity`, severity)
    }
  }
  return values
}

/** Everything that can be compared; look-ups by their entries. */
function comparable(policy: Policy): unknown {
  return JSON.parse(JSON.stringify(policy, (_key, value: unknown) => (value instanceof Map ? [...value] : value)))
}

// Which addresses a policy gives. An address that is printed is one where packages are taken from.

import {describe, expect, it, test} from 'vitest'
import {registryWishes} from '../../../src/core/native/registry-wishes.ts'
import type {Layer} from '../../../src/core/policy/layer.ts'
import {mergePolicies} from '../../../src/core/policy/merge.ts'
import {layerOf} from '../../support/policy-documents.ts'

const ACME = 'https://npm.acme.example/'
const EVIL = 'https://evil.example/'

function wishes(...layers: readonly Layer[]) {
  const {main, routes, remarks} = registryWishes(mergePolicies(layers).ecosystems.npm)
  return {
    main: main?.registry.place,
    routes: routes.map(({internal, place}) => `${internal.match} ${place}`),
    remarks: remarks.length,
  }
}

const internal = (registry?: string) => [{match: 'npm:@acme/*', ...(registry === undefined ? {} : {registry})}]

describe('addresses', () => {
  test.for([
    ['none where nothing is listed', {}, undefined, [], 0],
    ['none where only the default registry is', {registries: ['npm:default']}, undefined, [], 0],
    ['the one that everything has to come from', {registries: [`npm:${ACME}`]}, ACME, [], 0],
    ['none of two that could', {registries: [`npm:${ACME}`, 'npm:https://b.example/']}, undefined, [], 1],
    [
      'the one beside the default registry for internal names',
      {registries: ['npm:default', `npm:${ACME}`], internal: internal()},
      undefined,
      [`npm:@acme/* ${ACME}`],
      0,
    ],
    ['none for internal names without any', {internal: internal()}, undefined, [], 1],
    [
      'the own one of internal names, and the other for the rest',
      {registries: [`npm:${ACME}`, 'npm:https://b.example/'], internal: internal(`npm:${ACME}hosted/`)},
      'https://b.example/',
      [`npm:@acme/* ${ACME}hosted/`],
      0,
    ],
    ['none for the default registry as an own one', {internal: internal('npm:default')}, undefined, [], 1],
    ['none with a `$`, which tools replace', {registries: ['npm:https://a.example/$TOKEN/']}, undefined, [], 1],
  ] as const)('%s', ([, document, main, routes, remarks]) => {
    const copy = structuredClone(document) as Parameters<typeof layerOf>[1]
    expect(wishes(layerOf('user', copy))).toEqual({main, routes, remarks})
  })

  it('are not taken from the file of a project: it may have come with a clone', () => {
    const project = layerOf('project', {registries: [`npm:${EVIL}`], internal: internal(`npm:${EVIL}`)})
    expect(wishes(project)).toEqual({main: undefined, routes: [], remarks: 2})
    expect(wishes(layerOf('user', {internal: internal()}), project).routes).toEqual([])
    expect(wishes(layerOf('user', {registries: [`npm:${ACME}`]}), project)).toEqual({
      main: undefined,
      routes: [],
      remarks: 2,
    })
  })

  it('of a person may be narrowed by a project', () => {
    const user = layerOf('user', {registries: ['npm:default', `npm:${ACME}`]})
    expect(wishes(user, layerOf('project', {registries: [`npm:${ACME}`]})).main).toBe(ACME)
  })
})

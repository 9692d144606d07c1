import {expect, test} from 'vitest'
import {comparableAddress, parseRegistry} from '../../../src/core/policy/registry.ts'

test.for([
  ['npm:https://npm.acme.example', 'https://npm.acme.example/'],
  ['npm:https://user:secret@NPM.acme.example:443/a/../npm', 'https://npm.acme.example/npm/'],
  ['pypi:default', 'default'],
  ['docker:default', 'docker.io/'],
  ['docker:registry-1.docker.io/acme', 'docker.io/acme/'],
  ['docker:ghcr.io:443', 'ghcr.io/'],
  ['docker:ghcr.io', 'ghcr.io/'],
  ['docker:localhost:5000/acme/', 'localhost:5000/acme/'],
] as const)('%s is compared as %s', ([text, place]) => {
  expect(parseRegistry(text)).toMatchObject({kind: 'registry', registry: {place}})
})

test.for([
  ['https://npm.acme.example/', 'does not start with'],
  ['npm:npm.acme.example', 'is no registry address'],
  ['npm:file:///etc', 'is no registry address'],
  ['docker:https://ghcr.io', 'is no registry host'],
  ['docker:*.acme.example', 'is no registry host'],
] as const)('%s is refused: %s', ([text, reason]) => {
  expect(parseRegistry(text)).toMatchObject({kind: 'invalid', reason: expect.stringContaining(reason)})
})

test('in a section the ecosystem may be left out and may be no other', () => {
  expect(parseRegistry('ghcr.io', 'docker').kind).toBe('registry')
  expect(parseRegistry('npm:default', 'docker').kind).toBe('invalid')
})

test('an address with escaped dots or slashes does not leave its folder', () => {
  expect(comparableAddress('https://h.example/a/%2e%2e/b')).toBe('https://h.example/b/')
  expect(comparableAddress('https://h.example/a%2f..%2fb')).toBe('https://h.example/a%2f..%2fb/')
})

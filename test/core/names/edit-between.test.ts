import {expect, it} from 'vitest'
import {editBetween} from '../../../src/core/names/edit-between.ts'

it.each([
  ['ngnix', 'nginx', 'swap'],
  ['nginxx', 'nginx', 'doubling'],
  ['nginxa', 'nginx', 'insertion'],
  ['nginx1', 'nginx', 'digit'],
  ['ngin', 'nginx', 'omission'],
  ['ginx', 'nginx', 'omission'],
  ['bginx', 'nginx', 'neighbour-key'],
  ['nginz', 'nginx', 'neighbour-key'],
  ['qginx', 'nginx', 'substitution'],
  ['n-ginx', 'nginx', 'separator'],
  ['a', '', 'insertion'],
])('%s and %s: %s', (asked, target, technique) => expect(editBetween(asked, target)?.technique).toBe(technique))

it.each([
  ['nginx', 'nginx'],
  ['nigxn', 'nginx'],
  ['nginxab', 'nginx'],
  ['gnixn', 'nginx'],
  ['', ''],
  ['', 'ab'],
])('%j and %j: not one edit apart', (asked, target) => expect(editBetween(asked, target)).toBeUndefined())

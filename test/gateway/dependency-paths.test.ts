import {expect, test} from 'vitest'
import type {Artifact} from '../../src/core/artifact.ts'
import {Packument} from '../../src/core/packument/packument.ts'
import {findWanted} from '../../src/gateway/dependency-paths.ts'
import {type JudgedPackage, judgedPackage} from '../../src/gateway/judged-package.ts'

const root: Artifact = {
  ecosystem: 'npm',
  requested: 'app',
  name: 'app',
  specifier: '',
  source: {kind: 'registry'},
  requestedIn: {kind: 'argv', index: 0},
}

function judged(name: string, dependencies: Readonly<Record<string, string>>): JudgedPackage {
  const json = {name, 'dist-tags': {latest: '1.0.0'}, versions: {'1.0.0': {name, version: '1.0.0', dependencies}}}
  const packument = new Packument(json, name)
  const judgement = {
    verdicts: new Map(),
    isApproved: false,
    isAgeless: false,
    seen: {modifiedAt: undefined, young: new Map()},
  }
  const reading = {text: undefined, read: async () => packument, readWhole: async () => packument}
  return judgedPackage(packument, 'https://r.example/', judgement, reading)
}

function search(packages: ReadonlyMap<string, JudgedPackage>, signal = new AbortController().signal) {
  const isSought = (name: string) => name === 'sought'
  return findWanted({
    roots: [root],
    lookUp: async (name) => packages.get(name),
    isSought,
    isWithOptional: false,
    most: 5,
    signal,
  })
}

const app = judged('app', {broken: '1', good: '1'})
const rest = [
  ['app', app],
  ['good', judged('good', {sought: '1'})],
  ['sought', judged('sought', {})],
] as const

test('a package that cannot be read a second time is passed over, and the way around it found', async () => {
  const broken: JudgedPackage = {...app, read: () => Promise.reject(new Error('The operation was aborted'))}
  expect(await search(new Map([...rest, ['broken', broken]]))).toMatchObject([
    {name: 'sought', version: '1.0.0', via: ['app@1.0.0', 'good@1.0.0']},
  ])
})

test('a registry that never answers is waited for no longer than the patience that there is', async () => {
  const patience = new AbortController()
  const silent: JudgedPackage = {
    ...app,
    read: () => {
      patience.abort()
      return new Promise(() => undefined)
    },
  }
  expect(await search(new Map([...rest, ['broken', silent]]), patience.signal)).toEqual([])
})

import {describe, expect, test} from 'vitest'
import {Packument} from '../../src/core/packument/packument.ts'
import {type Ahead, fetchAhead} from '../../src/gateway/ahead.ts'
import type {Edge} from '../../src/gateway/resolution.ts'

const AS_NPM = {accept: 'application/json'}

/** A registry in memory: what each package's only version needs. Fetches end when they are let go. */
function world(needs: Readonly<Record<string, Readonly<Record<string, string>>>>, roots: readonly Edge[], locked = '') {
  const fetched: string[] = []
  const pending = new Map<string, (fails?: boolean) => void>()
  const packument = (name: string): Packument => {
    const manifest = {name, version: '1.0.0', dependencies: needs[name] ?? {}}
    return new Packument({name, 'dist-tags': {latest: '1.0.0'}, versions: {'1.0.0': manifest}}, name)
  }
  const ahead: Ahead<{name: string}> = fetchAhead({
    roots,
    isLocked: (name) => name === locked,
    sizeOf: () => 1024 * 1024,
    fetch: (name) => {
      fetched.push(name)
      return new Promise((resolve, reject) => {
        pending.set(name, (fails = false) => {
          if (fails) return reject(new Error('no'))
          ahead.follow(packument(name), () => false)
          resolve({name})
        })
      })
    },
  })
  const letGo = async (...names: readonly string[]): Promise<void> => {
    for (const name of names) pending.get(name)?.()
    await new Promise(setImmediate)
  }
  return {ahead, fetched, letGo, fail: (name: string) => pending.get(name)?.(true), packument}
}

const root = (name: string, specifier = '^1.0.0'): Edge => ({name, specifier})

describe('with nothing of npm in the way', () => {
  test('fetches the tree level by level, each package once, before npm asks', async () => {
    const tree = {app: {b: '^1.0.0', c: '1.x'}, b: {c: '*', d: 'latest'}, c: {}, d: {app: '1.0.0'}}
    const {ahead, fetched, letGo} = world(tree, [root('app')])
    ahead.begin(AS_NPM)
    expect(fetched).toEqual(['app'])
    await letGo('app')
    expect(fetched).toEqual(['app', 'b', 'c'])
    await letGo('b', 'c')
    await letGo('d')
    expect(fetched).toEqual(['app', 'b', 'c', 'd'])
    expect(await ahead.take('b', AS_NPM)).toEqual({name: 'b'})
    expect(ahead.take('b', AS_NPM)).toBeUndefined()
  })

  test('holds no more than it has room for, and goes on when npm took some', async () => {
    const many = Object.fromEntries(Array.from({length: 40}, (_, index) => [`p${index}`, '*']))
    const {ahead, fetched, letGo} = world({app: many}, [root('app')])
    ahead.begin(AS_NPM)
    await letGo('app')
    expect(fetched).toHaveLength(11)
    await letGo(...fetched)
    const full = fetched.length
    expect(full).toBeLessThan(41)
    await letGo(...fetched.slice(11))
    expect(fetched).toHaveLength(full)
    for (const name of fetched) void ahead.take(name, AS_NPM)
    expect(fetched.length).toBeGreaterThan(full)
  })
})

test('asks for no more than a few where npm may have everything itself', async () => {
  const many = Object.fromEntries(Array.from({length: 40}, (_, index) => [`p${index}`, '*']))
  const {ahead, fetched, packument} = world({app: many}, [root('app')])
  expect(ahead.take('app', AS_NPM)).toBeUndefined()
  ahead.follow(packument('app'), () => false)
  expect(fetched).toHaveLength(8)
})

test('what npm asks for in another form, or could not be fetched, is fetched for npm', async () => {
  const {ahead, letGo, fail} = world({}, [root('app'), root('b')])
  ahead.begin(AS_NPM)
  fail('b')
  await letGo('app')
  expect(ahead.take('app', {accept: 'application/vnd.npm.install-v1+json'})).toBeUndefined()
  expect(ahead.take('b', AS_NPM)).toBeUndefined()
})

test('a fetch that is under way when npm asks is waited for, and its failure told', async () => {
  const {ahead, fail} = world({}, [root('app')])
  ahead.begin(AS_NPM)
  const taken = ahead.take('app', AS_NPM)
  fail('app')
  await expect(taken).rejects.toThrow('no')
})

test.each<readonly [string, string]>([
  ['a git repository', 'github:a/b'],
  ['an address', 'https://elsewhere.example/x.tgz'],
  ['a folder', 'file:../x'],
  ['a short form of a repository', 'a/b'],
])('leaves %s alone', async (_, specifier) => {
  const {ahead, fetched, letGo} = world({app: {x: specifier}}, [root('app')])
  ahead.begin(AS_NPM)
  await letGo('app')
  expect(fetched).toEqual(['app'])
})

test.each(['../../-/whoami', 'a/b', '@a', '..', '.x/../y', 'a%2f..%2fb', 'x?y', '@a/b/c', ''])(
  'a name that no registry has makes no address: `%s`',
  async (name) => {
    const {ahead, fetched, letGo} = world({app: {[name]: '*', alias: `npm:${name}@1`}}, [root('app')])
    ahead.begin(AS_NPM)
    await letGo('app')
    expect(fetched.filter((one) => one !== 'alias')).toEqual(['app'])
  },
)

test('what the lockfile holds is not asked for', async () => {
  const {ahead, fetched, letGo} = world({app: {b: '*', c: '*'}}, [root('app')], 'b')
  ahead.begin(AS_NPM)
  await letGo('app')
  expect(fetched).toEqual(['app', 'c'])
})

test('an alias asks for what stands behind it', async () => {
  const {ahead, fetched, letGo} = world({app: {b: 'npm:@acme/c@^1.0.0'}}, [root('app')])
  ahead.begin(AS_NPM)
  await letGo('app')
  expect(fetched).toEqual(['app', '@acme/c'])
})

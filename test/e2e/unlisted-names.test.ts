// Names that are in no list: whether the registry has them, asked only where npm itself would ask, and without credentials.

import {describe, expect, onTestFinished, test} from 'vitest'
import {startNpmRegistry} from '../support/npm-registry.ts'
import {Scratch} from '../support/scratch.ts'

const UNLISTED = 'zqx-quiet-stranger'

async function gate(npmrc = '') {
  const registry = await startNpmRegistry([
    {name: UNLISTED, version: '1.0.0'},
    {name: 'lodash', version: '4.17.21'},
  ])
  const scratch = new Scratch().withNpm(registry.url).withFiles({'package.json': '{}', '.npmrc': npmrc}).installShims()
  onTestFinished(async () => {
    await scratch.remove()
    await registry.close()
  })
  const check = async (...argv: readonly string[]) => {
    const {stdout} = await scratch.run(scratch.install.program, ['check', '--json', ...argv])
    return JSON.parse(stdout)
  }
  return {registry, scratch, check, asked: () => registry.log.map(({path}) => decodeURIComponent(path))}
}

describe('a name that no list has', () => {
  test('and the registry has: nothing is said', async () => {
    const {check, asked} = await gate()
    expect(await check('--', 'npm', 'install', UNLISTED)).toMatchObject({verdict: 'allow', silentSources: []})
    expect(asked()).toEqual([`/${UNLISTED}`])
  })

  test('and the registry does not have: unknown, with a note, before npm is started', async () => {
    const {scratch, check} = await gate()
    const {artifacts, verdict} = await check('--', 'npm', 'install', 'zqx-nobody-has-this')
    expect(verdict).toBe('allow')
    expect(artifacts[0].findings).toMatchObject([{code: 'name-unknown', severity: 'note'}])
    const {code, stderr} = await scratch.run('npm', ['install', 'zqx-nobody-has-this'])
    expect(stderr).toMatch(/note `zqx-nobody-has-this`: is no known package as of .*, and its registry has none either/)
    expect(code).not.toBe(0)
  })

  test('a word off a popular one, and in no registry: asked about, with that one to take instead', async () => {
    const {check} = await gate()
    expect(await check('--', 'npm', 'install', 'lodash-zqxhelper')).toMatchObject({
      verdict: 'ask',
      artifacts: [{suggestions: [{name: 'lodash'}]}],
    })
  })

  test('--offline asks nobody', async () => {
    const {check, asked} = await gate()
    expect(await check('--offline', '--', 'npm', 'install', UNLISTED)).toMatchObject({silentSources: []})
    expect(asked()).toEqual([])
  })

  test.each([
    ['npm is offline', 'offline=true\n', []],
    ['the registry wants a token', '//registry.example/:_authToken=secret-token\n', []],
    ['npm goes through a proxy', 'proxy=http://127.0.0.1:9/\n', []],
  ])('is not asked about where %s', async (_what, npmrc, expected) => {
    const {check, asked} = await gate(npmrc)
    await check('--', 'npm', 'install', UNLISTED)
    expect(asked()).toEqual(expected)
  })

  test('a registry that does not answer is silent, and not clean', async () => {
    const {check, registry} = await gate()
    await registry.close()
    expect(await check('--', 'npm', 'install', UNLISTED)).toMatchObject({verdict: 'allow', silentSources: ['registry']})
  })

  test('a name that is asked about is not shown to the registry', async () => {
    const {check, asked} = await gate()
    expect(await check('--', 'npm', 'install', 'lodahs', UNLISTED)).toMatchObject({verdict: 'ask'})
    expect(asked()).toEqual([])
  })
})

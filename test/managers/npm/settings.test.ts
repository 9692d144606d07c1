// Registries in force, against npm's own configuration loader and registry picker, over a table of cases in temporary folders.

import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {parseArguments} from '../../../src/managers/npm/arguments.ts'
import {NEWEST_MAJOR} from '../../../src/managers/npm/npm-majors.ts'
import {localPrefixOf} from '../../../src/managers/npm/project.ts'
import {readRegistries} from '../../../src/managers/npm/registries.ts'
import {isGlobalMode, readSettings} from '../../../src/managers/npm/settings.ts'
import {surroundingsOf} from '../../../src/system/surroundings.ts'
import {pickRegistry, realConfig} from './real-npm.ts'

interface Case {
  readonly argv?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** Below the temporary folder: `project/.npmrc`, `home/.npmrc`, `prefix/etc/npmrc`. */
  readonly files?: Readonly<Record<string, string>>
  readonly cwd?: string
}

/** As an npmrc writes it. */
const variable = (name: string): string => `\${${name}}`

const A = 'http://a.example/'
const B = 'http://b.example/npm/'

const CASES: readonly Case[] = [
  {},
  {argv: ['--registry', A]},
  {argv: [`--registry=${A}`, `--registry=${B}`]},
  {argv: ['--reg', A]},
  {argv: ['--registry', 'nonsense'], files: {'project/.npmrc': `registry=${B}`}},
  {argv: [`--@a:registry=${A}`]},
  {argv: ['--scope', 'a'], files: {'project/.npmrc': `@a:registry=${A}`}},
  {argv: ['--scope=@a'], files: {'home/.npmrc': `@a:registry=${A}\nregistry=${B}`}},
  {argv: ['--userconfig', 'other'], files: {'project/other': `registry=${A}`, 'home/.npmrc': `registry=${B}`}},
  {argv: ['--globalconfig=../g'], files: {g: `registry=${A}`}},
  {argv: ['--prefix', '../prefix'], files: {'prefix/etc/npmrc': `registry=${A}`, 'prefix/.npmrc': `@a:registry=${B}`}},
  {argv: ['-g'], files: {'project/.npmrc': `registry=${A}`, 'home/.npmrc': `registry=${B}`}},
  {argv: ['--location=global'], files: {'project/.npmrc': `registry=${A}`}},
  {argv: ['--location=nowhere'], files: {'project/.npmrc': `registry=${A}`}},
  {argv: ['--no-global'], environment: {npm_config_global: 'true'}, files: {'project/.npmrc': `registry=${A}`}},
  {environment: {npm_config_registry: A}},
  {environment: {NPM_CONFIG_REGISTRY: A}},
  {environment: {Npm_Config_Registry: A, npm_config_registry: B}},
  {environment: {npm_config_registry: ''}, files: {'home/.npmrc': `registry=${A}`}},
  {environment: {npm_config_registry: 'nonsense'}, files: {'home/.npmrc': `registry=${A}`}},
  {environment: {'npm_config_@a:registry': A}},
  {environment: {'npm_config_@A:registry': A}},
  {environment: {npm_config_global: 'true'}, files: {'project/.npmrc': `registry=${A}`}},
  {environment: {npm_config_userconfig: '../user'}, files: {user: `registry=${A}`}},
  {environment: {npm_config_globalconfig: '../g'}, files: {g: `registry=${A}`}},
  {environment: {npm_config_prefix: '../prefix'}, files: {'prefix/etc/npmrc': `registry=${A}`}},
  {environment: {PREFIX: '../prefix'}, files: {'prefix/etc/npmrc': `registry=${A}`}},
  {environment: {HOST: 'h.example'}, files: {'project/.npmrc': `registry=http://${variable('HOST')}/x`}},
  {files: {'project/.npmrc': `registry=http://x${variable('NONE?')}.example/`}},
  {files: {'project/.npmrc': 'registry = "http://quoted.example"\n; comment\n# comment'}},
  {files: {'project/.npmrc': `registry=${A}\nregistry=${B}`}},
  {files: {'project/.npmrc': `[section]\nregistry=${A}`}},
  {files: {'project/.npmrc': `registry\n@a:registry = ${A}`}},
  {files: {'project/.npmrc': 'registry=null', 'home/.npmrc': `registry=${A}`}},
  {files: {'project/.npmrc': 'registry=', 'home/.npmrc': `registry=${A}`}},
  {files: {'project/.npmrc': `registry=${A}`, 'home/.npmrc': `registry=${B}`, 'prefix/etc/npmrc': ''}},
  {files: {'project/.npmrc': 'userconfig=../user', user: `registry=${A}`}},
  {files: {'home/.npmrc': 'globalconfig=../g', g: `registry=${A}`}},
  {files: {'home/.npmrc': 'prefix=../prefix', 'prefix/etc/npmrc': `registry=${A}`}},
  {files: {'home/.npmrc': 'prefix=~/own', 'home/own/etc/npmrc': `registry=${A}`}},
  {files: {'home/.npmrc': `registry=${A}`}, cwd: 'home'},
  {files: {'project/.npmrc': `@a:registry=${A}\n@b:registry=${B}`}, cwd: 'project/packages/one'},
  {files: {'project/packages/one/.npmrc': `registry=${A}`}, cwd: 'project/packages/one'},
  {files: {'project/.npmrc': `registry=${A}`}, cwd: 'project/deep/er'},
  {files: {'project/.npmrc': '\uFEFFregistry=http://bom.example/'}},
]

let base: string
beforeAll(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'sallyport-npm-settings-')))
})
afterAll(() => rmSync(base, {recursive: true, force: true}))

test.each(CASES.map((one, index) => [index, one] as const))(
  'case %i: %j',
  async (index, {argv = [], environment = {}, files = {}, cwd = 'project'}) => {
    const folder = join(base, String(index))
    const all = {
      'project/package.json': '{"workspaces":["packages/*"]}',
      'project/packages/one/package.json': '{"name":"one"}',
      'project/deep/er/x': '',
      ...files,
    }
    for (const [path, text] of Object.entries(all)) {
      mkdirSync(join(folder, dirname(path)), {recursive: true})
      writeFileSync(join(folder, path), text)
    }
    mkdirSync(join(folder, 'home'), {recursive: true})
    const place = join(folder, cwd)
    // Paths in settings are relative to the process's folder, so they are written whole.
    const absolute = (text: string): string =>
      text.replaceAll('../', `${folder}/`).replace(/^other$/, join(place, 'other'))
    for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), absolute(text))
    const given = argv.map(absolute)
    const env = {
      HOME: join(folder, 'home'),
      PREFIX: join(folder, 'none'),
      ...Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, absolute(value)])),
    }

    const real = realConfig({argv: given, cwd: place, environment: env})
    await real.load()
    try {
      real.validate()
    } catch (error) {
      // npm 12 stops at an address that is none, where it does not stand on the command line; older ones read on.
      expect(String(error)).toContain('Invalid URL')
      return
    }

    const surroundings = surroundingsOf(env.HOME, place)
    const {options} = parseArguments(given, NEWEST_MAJOR)
    const invocation = {tool: 'npm', argv: given, cwd: place, environment: env}
    const prefix = options.get('prefix')
    const localPrefix = typeof prefix === 'string' ? prefix : localPrefixOf(place, surroundings)
    const layers = readSettings({options, invocation, surroundings, localPrefix})
    const ours = readRegistries(layers)

    if (options.get('global') !== true) expect(localPrefix).toBe(real.localPrefix)
    expect(isGlobalMode(layers)).toBe(Boolean(real.get('global')) || real.get('location') === 'global')
    for (const name of ['plain', '@a/x', '@b/x', '@c/x']) {
      expect([name, ours.registryFor(name)]).toEqual([name, nonDefault(pickRegistry(name, real.flat))])
    }
  },
)

/** As `registryFor` answers: undefined for npm's default. */
function nonDefault(registry: string): string | undefined {
  const href = new URL(registry).href
  return href === new URL(pickRegistry('x', {})).href ? undefined : href
}

// The installed npm's own code, in this process, as the yardstick of the differential tests.

import {readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {dirname, join} from 'node:path'
import {compileFunction} from 'node:vm'

const require = createRequire(import.meta.url)
const root = dirname(require.resolve('npm/package.json'))
const inNpm = createRequire(join(root, 'package.json'))

export const npmVersion: string = inNpm('./package.json').version

interface CommandList {
  readonly commands: readonly string[]
  readonly aliases: Readonly<Record<string, string>>
  readonly deref: (word: string) => unknown
}

export const commandList: CommandList = inNpm('./lib/utils/cmd-list.js')

interface ConfigData {
  readonly data: Readonly<Record<string, unknown>>
}

export interface RealConfig {
  readonly parsedArgv: {readonly remain: readonly string[]}
  readonly data: ReadonlyMap<string, ConfigData>
  readonly flat: Readonly<Record<string, unknown>>
  readonly localPrefix: string
  readonly loadDefaults: () => void
  readonly loadCLI: () => void
  readonly load: () => Promise<void>
  readonly validate: () => boolean
  readonly get: (key: string) => unknown
}

const Config = inNpm('@npmcli/config')
const {definitions, shorthands, flatten, nerfDarts} = inNpm('@npmcli/config/lib/definitions')

export const optionNames: readonly string[] = Object.keys(definitions)
export const optionTypes: ReadonlyMap<string, readonly unknown[]> = new Map(
  Object.entries(definitions as Record<string, {type: unknown}>).map(([name, {type}]) => [name, [type].flat()]),
)
export const shorthandNames: readonly string[] = Object.keys(shorthands)

export interface ConfigSetting {
  readonly argv: readonly string[]
  readonly cwd: string
  readonly environment: Readonly<Record<string, string>>
}

export function realConfig({argv, cwd, environment}: ConfigSetting): RealConfig {
  return new Config({
    npmPath: root,
    definitions,
    shorthands,
    flatten,
    nerfDarts,
    argv: ['node', 'npm', ...argv],
    cwd,
    env: {...environment},
    execPath: join(cwd, 'no-such-prefix/bin/node'),
    warn: false,
  })
}

/** What npm makes of the command line alone. Undefined where npm itself refuses it. */
export function realArguments(
  argv: readonly string[],
): {readonly remain: readonly string[]; readonly options: Readonly<Record<string, unknown>>} | undefined {
  const config = realConfig({argv, cwd: '/', environment: {HOME: '/nowhere'}})
  config.loadDefaults()
  try {
    config.loadCLI()
  } catch {
    return undefined
  }
  return {remain: config.parsedArgv.remain, options: config.data.get('cli')?.data ?? {}}
}

/** The registry that npm's fetcher picks for a package name. */
export const pickRegistry: (name: string, options: Readonly<Record<string, unknown>>) => string =
  inNpm('npm-registry-fetch').pickRegistry

/** npm's own rewriting of npx's argv: the words that `npm` is then run with. Its script runs here with a process of our making. */
export function realExecArguments(argv: readonly string[]): readonly string[] {
  const script = readFileSync(join(root, 'bin/npx-cli.js'), 'utf8').replace(/^#!.*/, '')
  const process = {argv: ['node', 'npx', ...argv]}
  const requireForScript = Object.assign(
    (path: string): unknown => (path === '../lib/cli.js' ? () => undefined : inNpm(path)),
    {resolve: (path: string) => path},
  )
  // In this context, for npm compares its option types with `Boolean`.
  compileFunction(script, ['require', 'process', 'console'])(requireForScript, process, {error: () => undefined})
  return process.argv.slice(2)
}

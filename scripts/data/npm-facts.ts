// Reads npm's command list and option definitions out of an npm installation, as plain values.

import {createRequire} from 'node:module'
import nodePath, {dirname, join} from 'node:path'
import url from 'node:url'
import {inspect} from 'node:util'

type Require = (path: string) => unknown

/** Every word that npm's own lookup answers exactly: command or alias, with the command it stands for. */
export function commandsOf(require: Require, root: string): Record<string, string> {
  const list = require(join(root, 'lib/utils/cmd-list.js')) as {
    commands?: string[]
    /** npm 7 and 8.0. */
    cmdList?: string[]
    aliases: Record<string, string>
  }
  const words: Record<string, string> = {}
  for (const command of list.commands ?? list.cmdList ?? []) words[command] = command
  for (const [alias, command] of Object.entries(list.aliases)) words[alias] ??= command
  return words
}

interface Definitions {
  definitions: Record<string, {type: unknown}>
  shorthands: Record<string, string[]>
}

export function versionOf(require: Require, root: string): string {
  return (require(join(root, 'package.json')) as {version: string}).version
}

/** Option types in a form that JSON can carry: what decides whether the next word is the option's value. */
export function optionsOf(require: Require, root: string): Record<string, (string | boolean | null)[]> {
  const {definitions} = definitionsOf(require, root)
  return Object.fromEntries(
    Object.entries(definitions).map(([name, {type}]) => [
      name,
      // npm lists the addresses of the machine that it runs on; these two are on every one.
      name === 'local-address' ? [null, '127.0.0.1', '::1'] : [type].flat().map(typeName),
    ]),
  )
}

export function shorthandsOf(require: Require, root: string): Record<string, string[]> {
  return {...definitionsOf(require, root).shorthands}
}

function definitionsOf(require: Require, root: string): Definitions {
  for (const path of ['node_modules/@npmcli/config/lib/definitions/index.js', 'lib/utils/config/index.js']) {
    try {
      return require(join(root, path)) as Definitions
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error
    }
  }
  throw new Error(`no option definitions in ${root}`)
}

/**
 * `:Name` for what npm's parser tells apart; everything else is a value to be typed as it stands. npm 7 to 11 name the
 * types path and url by Node's modules, npm 12 names url by its class.
 */
function typeName(type: unknown): string | boolean | null {
  if (type === null || typeof type === 'boolean' || typeof type === 'string') return type
  if (typeof type === 'number') return String(type)
  if (type === nodePath) return ':path'
  if (type === url || type === URL) return ':url'
  // npm 7 to 9 name the type semver by its module.
  if (typeof type === 'object' && 'SemVer' in type) return ':Semver'
  if (typeof type === 'function' && NAMED_TYPES.has(type.name)) return `:${type.name}`
  throw new TypeError(`an option type that is not known: ${inspect(type, {depth: 0})}`)
}

const NAMED_TYPES: ReadonlySet<string> = new Set(['Array', 'Boolean', 'Date', 'Number', 'Semver', 'String', 'Umask'])

/** What the npm that this project has installed knows, for the test that says when the tables are out of date. */
export function installedFacts(): {
  readonly version: string
  readonly commands: Record<string, string>
  readonly options: Record<string, (string | boolean | null)[]>
  readonly shorthands: Record<string, string[]>
} {
  const require = createRequire(import.meta.url)
  const manifest = require.resolve('npm/package.json')
  const root = dirname(manifest)
  const version = versionOf(require, root)
  return {
    version,
    commands: commandsOf(require, root),
    options: optionsOf(require, root),
    shorthands: shorthandsOf(require, root),
  }
}

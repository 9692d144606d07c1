// Reads npm's command list and option definitions out of an npm installation, as plain values.

import {join} from 'node:path'

type Require = (path: string) => unknown

/** Every word that npm's own lookup answers exactly: command or alias, with the command it stands for. */
export function commandsOf(require: Require, root: string): Record<string, string> {
  const list = require(join(root, 'lib/utils/cmd-list.js')) as {
    commands: string[]
    aliases: Record<string, string>
  }
  const words: Record<string, string> = {}
  for (const command of list.commands) words[command] = command
  for (const [alias, command] of Object.entries(list.aliases)) words[alias] ??= command
  return words
}

interface Definitions {
  definitions: Record<string, {type: unknown}>
  shorthands: Record<string, string[]>
}

/** Option types in a form that JSON can carry: what decides whether the next word is the option's value. */
export function optionsOf(require: Require, root: string): Record<string, (string | boolean | null)[]> {
  const {definitions} = definitionsOf(require, root)
  return Object.fromEntries(Object.entries(definitions).map(([name, {type}]) => [name, [type].flat().map(typeName)]))
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

/** `:Boolean`, `:Number` and `:Array` decide how words are taken; path, url, semver and umask take a word as a string does. */
function typeName(type: unknown): string | boolean | null {
  if (type === Boolean) return ':Boolean'
  if (type === Number) return ':Number'
  if (type === Array) return ':Array'
  if (type === null || typeof type === 'boolean' || typeof type === 'string') return type
  if (typeof type === 'number') return String(type)
  return ':String'
}

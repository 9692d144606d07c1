// Which registries npm would ask, from the places npm reads its configuration in: command line, environment, the project's,
// the user's and the global npmrc (npm documentation, "config" and "npmrc"). The first that sets a key wins.

import {decode} from 'ini'
import type {ConfiguredSource, Invocation, Surroundings} from '../../core/invocation.ts'
import {redactUrl} from '../../core/redact.ts'
import type {OptionValue} from './arguments.ts'

export interface Registries {
  /** The configured registry of a package name, credentials removed; undefined where npm's default is in force. */
  readonly registryFor: (name: string) => string | undefined
  /** Every registry setting in force. */
  readonly sources: readonly ConfiguredSource[]
  /** Value of any other key, by npm's order; the command line first. */
  readonly setting: (key: string) => string | undefined
}

interface Layer {
  readonly setBy: string
  readonly values: ReadonlyMap<string, string>
}

export function readRegistries(
  options: ReadonlyMap<string, OptionValue>,
  {environment, cwd}: Invocation,
  surroundings: Surroundings,
  localPrefix: string,
): Registries {
  const cli = commandLineLayer(options)
  const env = environmentLayer(environment)
  const fromFile = (path: string): Layer => fileLayer(path, environment, surroundings)
  const path = (key: string): string | undefined => {
    const value = cli.values.get(key) ?? env.values.get(key)
    return value === undefined ? undefined : surroundings.resolvePath(cwd, value)
  }
  const userFile = path('userconfig') ?? surroundings.resolvePath(surroundings.home, '.npmrc')
  const globalFile = path('globalconfig') ?? globalFileBelow(path('prefix') ?? environment.PREFIX, surroundings)
  const projectFile = surroundings.resolvePath(localPrefix, '.npmrc')
  const layers = [cli, env, ...(projectFile === userFile ? [] : [fromFile(projectFile)]), fromFile(userFile)]
  if (globalFile !== undefined) layers.push(fromFile(globalFile))

  const settings = new Map<string, ConfiguredSource>()
  for (const {setBy, values} of layers) {
    for (const [key, value] of values) {
      if (isRegistryKey(key) && !settings.has(key)) settings.set(key, {setting: key, value: redactUrl(value), setBy})
    }
  }
  return {
    sources: [...settings.values()],
    registryFor: (name) => {
      const scope = name.startsWith('@') ? name.slice(0, name.indexOf('/')) : undefined
      return (scope && settings.get(`${scope}:registry`)?.value) || settings.get('registry')?.value
    },
    setting: (key) => layers.find(({values}) => values.has(key))?.values.get(key),
  }
}

function isRegistryKey(key: string): boolean {
  return key === 'registry' || (key.startsWith('@') && key.endsWith(':registry'))
}

function commandLineLayer(options: ReadonlyMap<string, OptionValue>): Layer {
  const values = new Map<string, string>()
  for (const [key, value] of options) {
    const last = Array.isArray(value) ? value.at(-1) : value
    if (last !== null && last !== undefined && last !== '') values.set(key, String(last))
  }
  return {setBy: 'command line', values}
}

/** `npm_config_foo_bar` is `foo-bar`, in any case of letters; a key that starts with `//` or `@` is taken as it stands. */
function environmentLayer(environment: Invocation['environment']): Layer {
  const values = new Map<string, string>()
  for (const [name, value] of Object.entries(environment)) {
    if (!/^npm_config_/i.test(name) || value === undefined || value === '') continue
    const key = name.slice('npm_config_'.length)
    values.set(key.startsWith('//') ? key : key.replace(/(?!^)_/g, '-').toLowerCase(), value)
  }
  return {setBy: 'environment', values}
}

function fileLayer(path: string, environment: Invocation['environment'], surroundings: Surroundings): Layer {
  const reading = surroundings.readFile(path)
  const values = new Map<string, string>()
  if (reading.kind !== 'text') return {setBy: path, values}
  for (const [rawKey, value] of Object.entries(decode(reading.text) as Record<string, unknown>)) {
    if (typeof value !== 'string' && typeof value !== 'boolean') continue
    values.set(replaceVariables(rawKey, environment), replaceVariables(String(value), environment))
  }
  return {setBy: path, values}
}

/** `${NAME}` and `${NAME?}` as npm replaces them (`@npmcli/config`, env-replace): unset leaves the text, or nothing with `?`. */
function replaceVariables(text: string, environment: Invocation['environment']): string {
  return text.replace(
    /(?<!\\)(\\*)\$\{([^${}?]+)(\?)?\}/g,
    (whole: string, escapes: string, name: string, optional?: string) => {
      if (escapes.length % 2 === 1) return whole.slice((escapes.length + 1) / 2)
      return escapes.slice(escapes.length / 2) + (environment[name] ?? (optional ? '' : `\${${name}}`))
    },
  )
}

function globalFileBelow(prefix: string | undefined, surroundings: Surroundings): string | undefined {
  return prefix === undefined ? undefined : surroundings.resolvePath(prefix, 'etc/npmrc')
}

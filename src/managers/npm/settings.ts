// npm's settings in the order that npm reads them: command line, environment, the project's, the user's and the global npmrc
// (`@npmcli/config`, and npm documentation, "config" and "npmrc"). The first that sets a key to a valid value wins.

import {decode} from 'ini'
import type {Invocation, Surroundings} from '../../core/invocation.ts'
import type {OptionValue} from './arguments.ts'

export interface Setting {
  /** More than one only where a list was written. */
  readonly values: readonly string[]
  /** `command line`, `environment npm_config_registry`, or the path of a file. */
  readonly setBy: string
}

/** Key to setting, the strongest place first. */
export type SettingLayer = ReadonlyMap<string, Setting>

export interface SettingPlaces {
  readonly options: ReadonlyMap<string, OptionValue>
  readonly invocation: Invocation
  readonly surroundings: Surroundings
  readonly localPrefix: string
}

export function readSettings({options, invocation, surroundings, localPrefix}: SettingPlaces): readonly SettingLayer[] {
  const {environment, cwd, npmPlaces} = invocation
  const layers: SettingLayer[] = [commandLineLayer(options, environment), environmentLayer(environment)]
  const path = (key: string): string | undefined => {
    const value = findSetting(layers, key)?.values.at(-1)
    if (value === undefined || value === '') return undefined
    return value.startsWith('~/')
      ? surroundings.resolvePath(surroundings.home, value.slice(2))
      : surroundings.resolvePath(cwd, value)
  }
  const userFile = (): string => path('userconfig') ?? surroundings.resolvePath(surroundings.home, '.npmrc')

  // A project's npmrc may name the user's, the user's may name the global one; in global mode there is no project.
  const projectFile = surroundings.resolvePath(localPrefix, '.npmrc')
  if (!isGlobalMode(layers) && projectFile !== userFile())
    layers.push(fileLayer(projectFile, environment, surroundings))
  layers.push(fileLayer(userFile(), environment, surroundings))
  const builtin = npmPlaces === undefined ? undefined : fileLayer(npmPlaces.builtinConfig, environment, surroundings)
  if (builtin !== undefined) layers.push(builtin)
  const globalFile = globalConfigPath(layers, invocation, surroundings)
  const global = globalFile === undefined ? undefined : fileLayer(globalFile, environment, surroundings)
  if (global !== undefined) layers.splice(layers.length - (builtin === undefined ? 0 : 1), 0, global)
  return layers
}

/** The npmrc for everybody on the machine; undefined where it cannot be told. `layers`: those that are stronger than it. */
export function globalConfigPath(
  layers: readonly SettingLayer[],
  {environment, cwd, npmPlaces}: Invocation,
  {home, resolvePath}: Surroundings,
): string | undefined {
  const path = (key: string): string | undefined => {
    const value = findSetting(layers, key)?.values.at(-1)
    if (value === undefined || value === '') return undefined
    return value.startsWith('~/') ? resolvePath(home, value.slice(2)) : resolvePath(cwd, value)
  }
  const prefix = path('prefix') ?? environment.PREFIX ?? npmPlaces?.prefix
  return path('globalconfig') ?? (prefix === undefined ? undefined : resolvePath(prefix, 'etc/npmrc'))
}

export function findSetting(
  layers: readonly SettingLayer[],
  key: string,
  isValid: (value: string) => boolean = () => true,
): Setting | undefined {
  return layers.map((layer) => layer.get(key)).find((setting) => setting?.values.every((value) => isValid(value)))
}

export function isGlobalMode(layers: readonly SettingLayer[]): boolean {
  const isLocation = (value: string): boolean => ['global', 'user', 'project'].includes(value)
  return isOn(findSetting(layers, 'global')) || findSetting(layers, 'location', isLocation)?.values.at(-1) === 'global'
}

/** npm's reading of a boolean setting. */
export function isOn(setting: Setting | undefined): boolean {
  const value = setting?.values.at(-1)
  if (value === undefined || value === 'false' || value === 'null' || value === 'undefined') return false
  return value === '' || Number.isNaN(Number(value)) || Number(value) !== 0
}

type Environment = Invocation['environment']

function commandLineLayer(options: ReadonlyMap<string, OptionValue>, environment: Environment): SettingLayer {
  const layer = new Map<string, Setting>()
  for (const [key, value] of options) {
    layer.set(key, settingOf([value].flat(), 'command line', environment))
  }
  return layer
}

/** `npm_config_foo_bar` is `foo-bar`, in any case of letters; a key that starts with `//` is taken as it stands. */
function environmentLayer(environment: Environment): SettingLayer {
  const layer = new Map<string, Setting>()
  for (const [name, value] of Object.entries(environment)) {
    if (!/^npm_config_/i.test(name) || value === undefined || value === '') continue
    const key = name.slice('npm_config_'.length)
    const plainKey = key.startsWith('//') ? key : key.replace(/(?!^)_/g, '-').toLowerCase()
    // A list stands in one variable, with empty lines between its parts.
    layer.set(plainKey, settingOf(value.split('\n\n'), `environment ${name}`, environment))
  }
  return layer
}

function fileLayer(path: string, environment: Environment, {readFile}: Surroundings): SettingLayer {
  const layer = new Map<string, Setting>()
  const reading = readFile(path)
  if (reading.kind !== 'text') return layer
  for (const [key, value] of Object.entries(decode(reading.text))) {
    const isSection = typeof value === 'object' && !Array.isArray(value)
    if (!isSection) layer.set(withVariables(key, environment), settingOf([value].flat(), path, environment))
  }
  return layer
}

function settingOf(values: readonly unknown[], setBy: string, environment: Environment): Setting {
  return {values: values.map((value) => withVariables(String(value).trim(), environment)), setBy}
}

/** `${NAME}` and `${NAME?}` as npm replaces them (`@npmcli/config`, env-replace): unset leaves the text, or nothing with `?`. */
export function withVariables(text: string, environment: Environment): string {
  return text.replace(
    /(?<!\\)(\\*)\$\{([^${}?]+)(\?)?\}/g,
    (whole: string, escapes: string, name: string, optional?: string) => {
      if (escapes.length % 2 === 1) return whole.slice((escapes.length + 1) / 2)
      return escapes.slice(escapes.length / 2) + (environment[name] ?? (optional ? '' : `\${${name}}`))
    },
  )
}

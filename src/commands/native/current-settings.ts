// What a package manager is set to on this machine, as its own rules or its person's file have it. Nothing is run.

import {realpathSync} from 'node:fs'
import {dirname} from 'node:path'
import type {Surroundings} from '../../core/invocation.ts'
import type {CurrentSettings} from '../../core/native/drift.ts'
import type {NativeTool, SettingsPlace} from '../../core/native/native-tool.ts'
import {findRealTool, npmVersionOf} from '../../system/real-tool.ts'
import {surroundingsOf} from '../../system/surroundings.ts'
import type {Edge} from '../edge.ts'

export type Current =
  | {readonly kind: 'settings'; readonly settings: CurrentSettings}
  /** The tool is not on this machine, or nobody has a file for it. */
  | {readonly kind: 'absent'}
  | {readonly kind: 'unreadable'; readonly path: string; readonly reason: string}

export async function currentSettings({file}: NativeTool, edge: Edge): Promise<Current> {
  const surroundings = surroundingsOf(edge.places.home, edge.cwd)
  switch (file.format) {
    case 'npm':
      return npmSettings(edge, surroundings)
    case 'pip':
      return pipSettings(edge, surroundings)
    default:
      return fileSettings(file.format, file.places, edge, surroundings)
  }
}

async function npmSettings({environment, cwd}: Edge, surroundings: Surroundings): Promise<Current> {
  const executable = findRealTool('npm', environment.PATH)
  if (executable === undefined) return {kind: 'absent'}
  const {findSetting, readSettings} = await import('../../managers/npm/settings.ts')
  const {localPrefixOf} = await import('../../managers/npm/project.ts')
  const layers = readSettings({
    options: new Map(),
    invocation: {tool: 'npm', argv: [], cwd, environment: {PREFIX: globalPrefix(environment.PATH), ...environment}},
    surroundings,
    localPrefix: localPrefixOf(cwd, surroundings),
  })
  const version = npmVersionOf(executable)
  return {
    kind: 'settings',
    settings: {
      settingAt: ([key = '']) => {
        const found = findSetting(layers, key)
        return found === undefined ? undefined : {value: found.values, setBy: found.setBy}
      },
      where: '',
      ...(version === undefined ? {} : {version}),
    },
  }
}

/** Where npm has its global npmrc: two folders above the Node that runs it. */
function globalPrefix(path: string | undefined): string | undefined {
  const node = findRealTool('node', path)
  return node === undefined ? undefined : dirname(dirname(realpathSync(node)))
}

async function pipSettings({environment, cwd}: Edge, surroundings: Surroundings): Promise<Current> {
  if (['pip', 'pip3'].every((tool) => findRealTool(tool, environment.PATH) === undefined)) return {kind: 'absent'}
  const {readConfiguration} = await import('../../managers/pip/configuration.ts')
  const invocation = {tool: 'pip', argv: [], cwd, environment}
  const configuration = readConfiguration('install', false, invocation, surroundings)
  return {kind: 'settings', settings: {settingAt: ([key = '']) => configuration.get(key), where: ''}}
}

async function fileSettings(
  format: 'yaml' | 'toml',
  places: readonly SettingsPlace[],
  {environment}: Edge,
  {readFile, resolvePath, home}: Surroundings,
): Promise<Current> {
  const config = environment.XDG_CONFIG_HOME || undefined
  const folders = {
    home,
    config: config ?? resolvePath(home, '.config'),
    'config-or-home': config ?? home,
  }
  for (const {below, path: name} of places) {
    const path = resolvePath(folders[below], name)
    const reading = readFile(path)
    if (reading.kind === 'absent') continue
    if (reading.kind === 'unreadable') return {kind: 'unreadable', path, reason: reading.reason}
    const {settingsIn} = await import('./settings-text.ts')
    const parsed = settingsIn(format, reading.text)
    if (parsed === undefined) return {kind: 'unreadable', path, reason: `it is no ${format.toUpperCase()}`}
    const settingAt: CurrentSettings['settingAt'] = (key) => {
      const value = valueAt(parsed.root, key)
      return value === undefined ? undefined : {value, setBy: path}
    }
    return {kind: 'settings', settings: {settingAt, where: ` in ${path}`}}
  }
  return {kind: 'absent'}
}

function valueAt(root: unknown, key: readonly string[]): unknown {
  return key.reduce<unknown>((value, name) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    return (value as Readonly<Record<string, unknown>>)[name]
  }, root)
}

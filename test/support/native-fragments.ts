import {decode} from 'ini'
import {parse as parseToml} from 'smol-toml'
import {parse as parseYaml} from 'yaml'
import {fragmentLines} from '../../src/core/native/fragment.ts'
import type {NativeTool, NativeValue} from '../../src/core/native/native-tool.ts'
import {type NativeWishes, nativeWishes} from '../../src/core/native/native-wishes.ts'
import type {Layer} from '../../src/core/policy/layer.ts'
import {mergePolicies} from '../../src/core/policy/merge.ts'
import {parseConfigurationFile} from '../../src/managers/pip/configuration-file.ts'

export const NOW = Date.UTC(2026, 10, 24)

export function wishesOf(layers: readonly Layer[], ecosystem: 'npm' | 'pypi' = 'npm'): NativeWishes {
  return nativeWishes(mergePolicies(layers).ecosystems[ecosystem], NOW)
}

export function fragmentOf(tool: NativeTool, layers: readonly Layer[], option = tool.name): string {
  return `${fragmentLines(option, tool, wishesOf(layers, tool.ecosystem)).join('\n')}\n`
}

/** What the tool would read from a fragment: key, with dots, to value. */
export function readBack(tool: NativeTool, text: string): Readonly<Record<string, unknown>> {
  switch (tool.file.format) {
    case 'npm':
      return decode(text)
    case 'pip':
      return Object.fromEntries(
        parseConfigurationFile(text).map(({section, key, value}) => [`${section}.${key}`, value]),
      )
    case 'yaml':
      return (parseYaml(text) ?? {}) as Readonly<Record<string, unknown>>
    default:
      return parseToml(text)
  }
}

/** What a fragment says that the tool would read. */
export function printedValues(tool: NativeTool, layers: readonly Layer[]): ReadonlyMap<string, NativeValue> {
  const {settings} = tool.translate(wishesOf(layers, tool.ecosystem))
  return new Map(
    settings.flatMap(({key, value, lines}) => (lines.length === 0 ? [] : [[key.join('.'), value] as const])),
  )
}

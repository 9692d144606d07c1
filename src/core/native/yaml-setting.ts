// A setting of a tool that is configured in YAML.

import type {NativeSetting, NativeValue} from './native-tool.ts'
import {quoted} from './quoted.ts'

type Rest = Omit<NativeSetting, 'key' | 'value' | 'lines'>

export function yamlSetting(key: string, value: NativeValue, rest: Rest): NativeSetting {
  return {key: [key], value, lines: yamlLines(key, value, ''), ...rest}
}

/** One that is not printed while nothing is in it. */
export function yamlList(
  key: string,
  value: readonly string[] | Readonly<Record<string, true>>,
  rest: Rest,
): NativeSetting {
  const whole = yamlSetting(key, value, rest)
  return Object.keys(value).length === 0 ? {...whole, lines: []} : whole
}

function yamlLines(key: string, value: NativeValue, indent: string): readonly string[] {
  const name = /^[a-zA-Z]+$/.test(key) ? key : quoted(key)
  if (typeof value === 'string')
    return [`${indent}${name}: ${/^[a-z]+(?:-[a-z]+)*$/.test(value) ? value : quoted(value)}`]
  if (typeof value !== 'object') return [`${indent}${name}: ${value}`]
  if (Object.keys(value).length === 0) return [`${indent}${name}: ${isList(value) ? '[]' : '{}'}`]
  const inner = `${indent}  `
  const below = isList(value)
    ? value.map((one) => `${inner}- ${quoted(one)}`)
    : Object.entries(value).flatMap(([one, deeper]) => yamlLines(one, deeper, inner))
  return [`${indent}${name}:`, ...below]
}

function isList(value: NativeValue): value is readonly string[] {
  return Array.isArray(value)
}

// A setting of a tool that is configured in TOML.

import type {NativeSetting, NativeValue} from './native-tool.ts'
import {quoted} from './quoted.ts'

type Rest = Omit<NativeSetting, 'key' | 'value' | 'lines'>

/** `section` is where the tool has the key; the line that opens it stands elsewhere. */
export function tomlSetting(
  key: string,
  value: NativeValue,
  rest: Rest,
  section: readonly string[] = [],
): NativeSetting {
  return {key: [...section, key], value, lines: [`${key} = ${tomlValue(value)}`], ...rest}
}

/** One that is not printed while nothing is in it. */
export function tomlList(
  key: string,
  value: readonly string[] | Readonly<Record<string, NativeValue>>,
  rest: Rest,
  section: readonly string[] = [],
): NativeSetting {
  const whole = tomlSetting(key, value, rest, section)
  return Object.keys(value).length === 0 ? {...whole, lines: []} : whole
}

function tomlValue(value: NativeValue): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object') return String(value)
  if (isList(value)) return `[${value.map(quoted).join(', ')}]`
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${quoted(key)} = ${tomlValue(inner)}`)
    .join(', ')} }`
}

function isList(value: NativeValue): value is readonly string[] {
  return Array.isArray(value)
}

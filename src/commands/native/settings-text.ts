// A settings file of a package manager as values. Loaded only where there is one.

import {parse as parseToml, TomlError} from 'smol-toml'
import {parse as parseYaml, YAMLError} from 'yaml'

/** Undefined for what the format does not have. */
export function settingsIn(format: 'yaml' | 'toml', text: string): {readonly root: unknown} | undefined {
  try {
    return {root: format === 'yaml' ? parseYaml(text, {logLevel: 'error'}) : parseToml(text)}
  } catch (error) {
    // Aliases without end and lists in lists in lists are thrown as what JavaScript has for them.
    const isExpected = [YAMLError, TomlError, ReferenceError, RangeError].some((one) => error instanceof one)
    if (isExpected) return undefined
    throw error
  }
}

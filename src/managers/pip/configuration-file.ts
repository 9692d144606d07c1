// A pip configuration file taken apart as Python's `configparser` does it for pip: sections, `key = value` or `key: value`,
// values that go on over indented lines, comments on lines of their own.

export interface Setting {
  readonly section: string
  /** pip's normal form: lower case, `-` for `_`, no leading dashes. */
  readonly key: string
  readonly value: string
}

/** In the order of the file. A file that pip would refuse gives what can be read of it. */
export function parseConfigurationFile(text: string): readonly Setting[] {
  const settings: {section: string; key: string; value: string}[] = []
  let section: string | undefined
  let key: string | undefined
  let indent = 0
  for (const line of text.split(/\r\n|\r|\n/)) {
    const value = line.trim()
    if (/^[#;]/.test(value)) continue
    if (value === '') continue
    const depth = line.length - line.trimStart().length
    const last = settings.at(-1)
    if (key !== undefined && depth > indent && last !== undefined) {
      last.value = `${last.value}\n${value}`
      continue
    }
    indent = depth
    key = undefined
    const header = value.startsWith('[') ? value.lastIndexOf(']') : -1
    if (header > 1) section = value.slice(1, header)
    else if (section !== undefined) {
      const delimiter = value.search(/[=:]/)
      if (delimiter === -1) continue
      key = settingKey(value.slice(0, delimiter).trim())
      settings.push({section, key, value: value.slice(delimiter + 1).trim()})
    }
  }
  return settings
}

/** pip's `_normalize_name`. */
export function settingKey(name: string): string {
  return name.toLowerCase().replaceAll('_', '-').replace(/^--/, '')
}

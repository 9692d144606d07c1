// Which indexes pip would ask, from the command line and its configuration. Every one is listed: pip takes the best version
// from all of them.

import type {ConfiguredSource} from '../../core/invocation.ts'
import {redactUrl} from '../../core/redact.ts'
import type {ParsedOption} from './arguments.ts'
import type {Configuration} from './configuration.ts'

interface SourceSetting {
  readonly setting: string
  /** Options and configuration keys (with dashes) that set it. */
  readonly options: readonly string[]
  /** What happens when it is set twice. A `switch` has no value. */
  readonly repeated: 'replaces' | 'adds' | 'switch'
}

const SETTINGS: readonly SourceSetting[] = [
  {setting: 'index-url', options: ['-i', '--index-url', '--pypi-url'], repeated: 'replaces'},
  {setting: 'extra-index-url', options: ['--extra-index-url'], repeated: 'adds'},
  {setting: 'find-links', options: ['-f', '--find-links'], repeated: 'adds'},
  {setting: 'no-index', options: ['--no-index'], repeated: 'switch'},
  {setting: 'trusted-host', options: ['--trusted-host'], repeated: 'adds'},
]

/** The words that pip takes for a switch that is off (`strtobool`). */
const OFF: ReadonlySet<string> = new Set(['n', 'no', 'f', 'false', 'off', '0'])

export function readSources(
  options: readonly ParsedOption[],
  configuration: Configuration,
): readonly ConfiguredSource[] {
  return SETTINGS.flatMap((setting) => {
    const configured = fromConfiguration(setting, configuration)
    const typed = options
      .filter(({names}) => names.some((name) => setting.options.includes(name)))
      .map(({value}) => source(setting.setting, value?.word ?? 'true', 'command line'))
    const all = [...configured, ...typed]
    return setting.repeated === 'adds' ? all : all.slice(-1)
  })
}

/** The index that takes the place of pip's default, without credentials. */
export function configuredIndex(sources: readonly ConfiguredSource[]): string | undefined {
  return sources.find(({setting}) => setting === 'index-url')?.value.replace(/:\/\/\*\*\*@/, '://')
}

function fromConfiguration({setting, options, repeated}: SourceSetting, configuration: Configuration) {
  return options.flatMap((option) => {
    const found = option.startsWith('--') ? configuration.get(option.slice(2)) : undefined
    if (found === undefined) return []
    if (repeated === 'switch') {
      return OFF.has(found.value.toLowerCase()) ? [] : [source(setting, 'true', found.setBy)]
    }
    const values = repeated === 'adds' ? found.value.split(/\s+/).filter((value) => value !== '') : [found.value.trim()]
    return values.map((value) => source(setting, value, found.setBy))
  })
}

function source(setting: string, value: string, setBy: string): ConfiguredSource {
  return {setting, value: redactUrl(value), setBy}
}

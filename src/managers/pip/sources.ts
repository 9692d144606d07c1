// Which indexes pip would ask, from the command line, `PIP_*` and its configuration files (pip documentation,
// "Configuration"). Every one is listed: pip takes the best version from all of them.

import {decode} from 'ini'
import type {ConfiguredSource, Invocation, Surroundings} from '../../core/invocation.ts'
import {redactUrl} from '../../core/redact.ts'
import type {ParsedOption} from './arguments.ts'

const SETTINGS: ReadonlyMap<string, string> = new Map([
  ['-i', 'index-url'],
  ['--index-url', 'index-url'],
  ['--pypi-url', 'index-url'],
  ['--extra-index-url', 'extra-index-url'],
  ['-f', 'find-links'],
  ['--find-links', 'find-links'],
  ['--no-index', 'no-index'],
])
const NAMES = ['index-url', 'extra-index-url', 'find-links', 'no-index']

export function readSources(
  options: readonly ParsedOption[],
  {environment}: Invocation,
  surroundings: Surroundings,
): readonly ConfiguredSource[] {
  const sources: ConfiguredSource[] = []
  const add = (setting: string, value: string, setBy: string): void => {
    // `index-url` is replaced by whoever is asked first; the others add up.
    if (setting === 'index-url' && sources.some((source) => source.setting === 'index-url')) return
    sources.push({setting, value: redactUrl(value), setBy})
  }
  for (const {name, value} of options) {
    const setting = SETTINGS.get(name)
    if (setting !== undefined) add(setting, value?.word ?? 'true', 'command line')
  }
  for (const name of NAMES) {
    const variable = `PIP_${name.replaceAll('-', '_').toUpperCase()}`
    const value = environment[variable]
    if (value !== undefined && value !== '') add(name, value, `environment ${variable}`)
  }
  if (options.some(({name}) => name === '--isolated')) return sources
  for (const path of configurationFiles(environment, surroundings)) {
    const reading = surroundings.readFile(path)
    if (reading.kind !== 'text') continue
    const content = decode(reading.text) as Record<string, unknown>
    for (const section of ['install', 'global']) {
      const values = content[section]
      if (typeof values !== 'object' || values === null) continue
      for (const name of NAMES) {
        const value =
          (values as Record<string, unknown>)[name] ?? (values as Record<string, unknown>)[name.replaceAll('-', '_')]
        if (typeof value === 'string' && value !== '') add(name, value, path)
      }
    }
  }
  return sources
}

/** Strongest first: `PIP_CONFIG_FILE`, the virtual environment's, the user's two, the machine's. */
function configurationFiles(
  environment: Invocation['environment'],
  {resolvePath, home}: Surroundings,
): readonly string[] {
  const named = environment.PIP_CONFIG_FILE
  const virtual = environment.VIRTUAL_ENV
  return [
    ...(named ? [resolvePath(named)] : []),
    ...(virtual ? [resolvePath(virtual, 'pip.conf')] : []),
    resolvePath(environment.XDG_CONFIG_HOME ?? resolvePath(home, '.config'), 'pip/pip.conf'),
    resolvePath(home, '.pip/pip.conf'),
    '/etc/pip.conf',
  ]
}

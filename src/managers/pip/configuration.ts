// What pip's configuration files and `PIP_*` variables set for one command, in pip's own order of strength (pip
// documentation, "Configuration"; `configuration.py` and `cli/parser.py`).

import type {Invocation, Surroundings} from '../../core/invocation.ts'
import {parseConfigurationFile, type Setting, settingKey} from './configuration-file.ts'

export interface EffectiveSetting {
  readonly value: string
  /** `environment PIP_INDEX_URL`, or the path of the file. */
  readonly setBy: string
}

/** Keys are long options without dashes: `index-url`. Settings with an empty value count as not set. */
export type Configuration = ReadonlyMap<string, EffectiveSetting>

export function readConfiguration(
  command: string,
  isIsolated: boolean,
  {environment}: Invocation,
  surroundings: Surroundings,
): Configuration {
  const files = configurationFiles(environment, isIsolated, surroundings).map((path) => {
    const reading = surroundings.readFile(path)
    // pip goes on without a file that it cannot read.
    return {path, settings: reading.kind === 'text' ? parseConfigurationFile(reading.text) : []}
  })
  const configuration = new Map<string, EffectiveSetting>()
  const set = (key: string, value: string, setBy: string): void => {
    if (value !== '') configuration.set(key, {value, setBy})
  }
  // A command's own section wins over `global`, even over that of a stronger file. `DEFAULT` is part of every section.
  for (const section of ['global', command]) {
    const ofSection = new Map<string, EffectiveSetting>()
    for (const {path, settings} of files) {
      const hasSection = settings.some((setting) => setting.section === section)
      const isPart = (setting: Setting) => setting.section === section || (hasSection && setting.section === 'DEFAULT')
      const ordered = [...settings].sort((a, b) => Number(a.section !== 'DEFAULT') - Number(b.section !== 'DEFAULT'))
      for (const {key, value} of ordered.filter(isPart)) ofSection.set(key, {value, setBy: path})
    }
    for (const [key, {value, setBy}] of ofSection) set(key, value, setBy)
  }
  if (isIsolated) return configuration
  for (const [name, value] of Object.entries(environment)) {
    if (name.startsWith('PIP_')) set(settingKey(name.slice('PIP_'.length)), value ?? '', `environment ${name}`)
  }
  return configuration
}

/** Weakest first: the machine's, the person's, the virtual environment's, the one that `PIP_CONFIG_FILE` names. */
function configurationFiles(
  environment: Invocation['environment'],
  isIsolated: boolean,
  {resolvePath, isDirectory, readFile, home}: Surroundings,
): readonly string[] {
  const named = environment.PIP_CONFIG_FILE
  // pip's own switch for no configuration files at all.
  if (named === '/dev/null') return []
  const machine = (environment.XDG_CONFIG_DIRS || '/etc/xdg').split(':').filter((folder) => folder !== '')
  const isNamedThere = named !== undefined && named !== '' && readFile(resolvePath(named)).kind !== 'absent'
  const apple = resolvePath(home, 'Library/Application Support/pip')
  const config = environment.XDG_CONFIG_HOME?.trim() ? environment.XDG_CONFIG_HOME : resolvePath(home, '.config')
  const person = [
    resolvePath(home, '.pip/pip.conf'),
    isDirectory(apple) ? resolvePath(apple, 'pip.conf') : resolvePath(config, 'pip/pip.conf'),
  ]
  const virtual = environment.VIRTUAL_ENV
  return [
    '/Library/Application Support/pip/pip.conf',
    ...machine.map((folder) => resolvePath(folder, 'pip/pip.conf')),
    '/etc/pip.conf',
    ...(isIsolated || isNamedThere ? [] : person),
    ...(virtual ? [resolvePath(virtual, 'pip.conf')] : []),
    ...(named ? [resolvePath(named)] : []),
  ]
}

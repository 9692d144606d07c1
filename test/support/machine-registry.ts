// The npm registry that this machine is set to, asked of its own npm: no host name stands in the repository.

import {execFileSync} from 'node:child_process'
import {dirname} from 'node:path'

export interface MachineRegistry {
  readonly registry: string
  /** What an npm without this machine's settings needs beside it: whom to trust. */
  readonly environment: Readonly<Record<string, string>>
}

/** Undefined where there is no npm, or its registry does not answer within 20 seconds. */
export function registryOfMachine(): MachineRegistry | undefined {
  // The npm of this machine, with the Node and so the npmrc that it has when nobody measures; not that of the devDependencies.
  const path = (process.env.PATH ?? '')
    .split(':')
    .filter((folder) => folder !== dirname(process.execPath) && !folder.includes('node_modules'))
    .join(':')
  const env = {...process.env, PATH: path}
  const setting = (key: string): string => {
    const value = execFileSync('npm', ['config', 'get', key], {encoding: 'utf8', env}).trim()
    return value === 'null' || value === 'undefined' ? '' : value
  }
  try {
    const registry = setting('registry')
    const cafile = setting('cafile')
    execFileSync('npm', ['ping', '--registry', registry, '--fetch-retries', '0'], {
      stdio: 'ignore',
      timeout: 20_000,
      env,
    })
    return {registry, environment: cafile === '' ? {} : {npm_config_cafile: cafile}}
  } catch {
    return undefined
  }
}

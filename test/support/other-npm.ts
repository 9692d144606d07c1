import {existsSync, readFileSync, realpathSync} from 'node:fs'
import {dirname, join} from 'node:path'
import semver from 'semver'
import {npmFolder} from './scratch.ts'

export interface OtherNpm {
  readonly folder: string
  readonly version: string
}

/** The oldest major that the gateway is tested with. */
const OLDEST = 10

/** An npm that this machine has on PATH, of another major version than the one that the tests run with; undefined without such. */
export function otherNpm(path: string = process.env.PATH ?? ''): OtherNpm | undefined {
  const own = versionIn(npmFolder)
  for (const entry of path.split(':')) {
    const command = join(entry, 'npm')
    if (!entry.startsWith('/') || !existsSync(command)) continue
    // `bin/npm-cli.js`, or `bin/npm` beside it.
    const folder = dirname(dirname(realpathSync(command)))
    const version = versionIn(folder)
    if (version === undefined || own === undefined || !existsSync(join(folder, 'bin/npx-cli.js'))) continue
    if (semver.major(version) >= OLDEST && semver.major(version) !== semver.major(own)) return {folder, version}
  }
  return undefined
}

function versionIn(folder: string): string | undefined {
  try {
    const {name, version} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return name === 'npm' && semver.valid(version) !== null ? version : undefined
  } catch {
    return undefined
  }
}

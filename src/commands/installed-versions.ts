import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {aliasTarget} from '../gateway/resolution.ts'

export interface Installed {
  /** By name. */
  readonly versions: ReadonlyMap<string, ReadonlySet<string>>
  /** What the packages of the tree ask for, by name. */
  readonly ranges: ReadonlyMap<string, ReadonlySet<string>>
}

/** The tree in a folder by npm's own record of it; empty where there is none to be read. */
export function installedVersions(folder: string): Installed {
  const installed = new Map<string, Set<string>>()
  const ranges = new Map<string, Set<string>>()
  for (const record of ['node_modules/.package-lock.json', 'package-lock.json', 'npm-shrinkwrap.json']) {
    for (const [place, {name, version, dependencies, optionalDependencies}] of packagesIn(join(folder, record))) {
      const at = place.lastIndexOf('node_modules/')
      if (at === -1 || typeof version !== 'string') continue
      const known = typeof name === 'string' ? name : place.slice(at + 'node_modules/'.length)
      installed.set(known, (installed.get(known) ?? new Set()).add(version))
      for (const [wanted, range] of Object.entries({...dependencies, ...optionalDependencies})) {
        if (typeof range !== 'string') continue
        const target = aliasTarget(wanted, range)
        ranges.set(target.name, (ranges.get(target.name) ?? new Set()).add(target.specifier))
      }
    }
    if (installed.size > 0) break
  }
  return {versions: installed, ranges}
}

interface Entry {
  readonly name?: unknown
  readonly version?: unknown
  readonly dependencies?: object
  readonly optionalDependencies?: object
}

function packagesIn(path: string): readonly (readonly [string, Entry])[] {
  try {
    const {packages} = JSON.parse(readFileSync(path, 'utf8')) as {packages?: Record<string, object>}
    return Object.entries(packages ?? {})
  } catch {
    return []
  }
}

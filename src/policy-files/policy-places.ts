// Where policy files are looked for.

import {lstatSync, realpathSync} from 'node:fs'
import {dirname, join} from 'node:path'
import type {Layer} from '../core/policy/layer.ts'
import type {Places} from '../system/places.ts'

export interface PolicyPlace {
  readonly layer: Layer['name']
  readonly path: string
  /** Where a link may lead. */
  readonly tree: string
}

export const PROJECT_FILE = '.sallyport.yaml'

/** A person's own file, which need not be there. */
export function userPlace({config, home}: Places): PolicyPlace {
  return {layer: 'user', path: join(config, 'policy.yaml'), tree: treeOf(config, home)}
}

/** Those that are there, the weakest layer first. */
export function policyPlaces(at: Places, cwd: string): readonly PolicyPlace[] {
  const {config, home} = at
  const project = findProjectFile(cwd, home)
  const places: readonly PolicyPlace[] = [
    {layer: 'team', path: join(config, 'team', 'policy.yaml'), tree: treeOf(config, home)},
    userPlace(at),
    ...(project === undefined ? [] : [{layer: 'project', path: project, tree: dirname(project)} as const]),
  ]
  return places.filter(({path}) => isThere(path))
}

function treeOf(config: string, home: string): string {
  return `${config}/`.startsWith(`${home}/`) ? home : config
}

/** The nearest one in the working folder or above it, up to the root of the git checkout, to the home or to the root. */
function findProjectFile(cwd: string, home: string): string | undefined {
  const last = new Set([home, realPathOf(home)])
  for (let folder = cwd; ; folder = dirname(folder)) {
    const path = join(folder, PROJECT_FILE)
    if (isThere(path)) return path
    if (last.has(folder) || isThere(join(folder, '.git')) || folder === dirname(folder)) return undefined
  }
}

/** Deny: what cannot be looked at is there; reading it then says why not. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, {throwIfNoEntry: false}) !== undefined
  } catch {
    return true
  }
}

function realPathOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

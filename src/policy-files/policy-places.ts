// Where policy files are looked for.

import {realpathSync} from 'node:fs'
import {dirname, join} from 'node:path'
import type {Layer} from '../core/policy/layer.ts'
import type {Places} from '../system/places.ts'
import {isThere} from './is-there.ts'
import {isEnrolled, teamPaths} from './team/team-paths.ts'

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
  const {home, team} = at
  const project = findProjectFile(cwd, home)
  const own = userPlace(at)
  return [
    ...(isEnrolled(team) ? [{layer: 'team', path: teamPaths(team).policy, tree: team.folder} as const] : []),
    ...(isThere(own.path) ? [own] : []),
    ...(project === undefined ? [] : [{layer: 'project', path: project, tree: dirname(project)} as const]),
  ]
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

function realPathOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

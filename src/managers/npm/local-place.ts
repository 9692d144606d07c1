// The folder that npm works on for one command line: the project's, or what `--prefix` says.

import type {Invocation, Surroundings} from '../../core/invocation.ts'
import type {OptionValue} from './arguments.ts'
import {localPrefixOf, nearestPrefixOf} from './project.ts'
import {withVariables} from './settings.ts'

export interface LocalPlace {
  readonly localPrefix: string
  /** The working folder is in a workspace of the project. */
  readonly isInWorkspace: boolean
}

export function localPlaceOf(
  options: ReadonlyMap<string, OptionValue>,
  invocation: Invocation,
  surroundings: Surroundings,
): LocalPlace {
  const {cwd} = invocation
  const ownPrefix = options.get('prefix')
  if (typeof ownPrefix === 'string') {
    return {localPrefix: prefixOf(ownPrefix, invocation, surroundings), isInWorkspace: false}
  }
  const isAlone = options.get('workspaces') === false || options.get('global') === true
  const nearest = nearestPrefixOf(cwd, surroundings)
  const localPrefix = isAlone ? nearest : localPrefixOf(cwd, surroundings)
  return {localPrefix, isInWorkspace: nearest !== localPrefix}
}

function prefixOf(written: string, {cwd, environment}: Invocation, {home, resolvePath}: Surroundings): string {
  const path = withVariables(written, environment)
  return path.startsWith('~/') ? resolvePath(home, path.slice(2)) : resolvePath(cwd, path)
}

// The policy that would be in force with another file in the place of one layer.

import {dirname} from 'node:path'
import type {Layer} from '../core/policy/layer.ts'
import {mergePolicies} from '../core/policy/merge.ts'
import type {Policy} from '../core/policy/policy.ts'
import {loadFiles} from './load-files.ts'
import type {LoadSettings} from './loaded-policy.ts'
import {policyPlaces} from './policy-places.ts'
import type {Problem} from './problem.ts'
import {readStatedLayer} from './stated-layer.ts'

export type PolicyInPlace =
  | {
      readonly kind: 'policy'
      readonly policy: Policy
      readonly layer: Layer['name']
      /** The files that stay in force around it, the weakest layer first. */
      readonly others: readonly Pick<Layer, 'name' | 'path'>[]
      /** The folder that the file is for, where it is that of a project. */
      readonly projectFolder: string | undefined
    }
  | {readonly kind: 'problems'; readonly problems: readonly Problem[]}

/** Files of projects are left out: past commands were typed in many of them, and each has its own. */
export async function policyInPlace(
  path: string,
  as: Layer['name'] | undefined,
  settings: LoadSettings,
): Promise<PolicyInPlace> {
  const stated = readStatedLayer(path, path, as)
  if (stated.kind === 'problems') return stated
  const {layer} = stated
  const others = policyPlaces(settings.places, settings.cwd).filter(
    (one) => one.layer !== layer.name && one.layer !== 'project',
  )
  const loaded = await loadFiles(others, {...settings, isTrial: true})
  if (loaded.kind === 'problems') return loaded
  return {
    kind: 'policy',
    policy: mergePolicies([...loaded.layers, layer]),
    layer: layer.name,
    others: loaded.layers,
    projectFolder: layer.name === 'project' ? dirname(path) : undefined,
  }
}

// The policy in force. Without a policy file it is the built-in one, and nothing that reads files is loaded.

import {BUILT_IN, builtInPolicy} from '../core/policy/built-in.ts'
import type {LoadedPolicy, LoadSettings} from './loaded-policy.ts'
import {policyPlaces} from './policy-places.ts'

export async function loadPolicy(settings: LoadSettings): Promise<LoadedPolicy> {
  const found = policyPlaces(settings.places, settings.cwd)
  if (found.length === 0) return {kind: 'policy', policy: builtInPolicy, files: [], layers: [], digest: BUILT_IN}
  const {loadFiles} = await import('./load-files.ts')
  return loadFiles(found, settings)
}

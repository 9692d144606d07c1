import {isWithin} from '../policy/registry.ts'
import type {Rule} from './rule.ts'
import {registryPlaces} from './source-places.ts'

export const registryNotAllowed: Rule = {
  code: 'registry-not-allowed',
  meaning: 'the policy lists the registries that may be used, and this one is not among them',
  judge(artifact, _evidence, {policy, sources}) {
    if (policy.registries.length === 0) return undefined
    for (const {place, text} of registryPlaces(artifact, sources)) {
      const closed = policy.registries.find(({entries}) => !entries.some(({registry}) => isWithin(place, registry)))
      if (closed === undefined) continue
      const listed = closed.entries[0]?.origin ?? 'the policy'
      return {message: `would come from ${text}, which is not in the list at ${listed}`, suggestions: []}
    }
    return undefined
  },
}

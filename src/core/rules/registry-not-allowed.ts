import type {Rule} from './rule.ts'

export const registryNotAllowed: Rule = {
  code: 'registry-not-allowed',
  meaning: 'the policy lists the registries that may be used, and this one is not among them',
  judge(artifact, _evidence, {policy, places}) {
    if (policy.registries.length === 0) return undefined
    for (const {place, text} of places.of(artifact)) {
      const closed = policy.registries.find((list) => !list.covers(place))
      if (closed === undefined) continue
      const listed = closed.entries[0]?.origin ?? 'the policy'
      return {message: `would come from ${text}, which is not in the list at ${listed}`, suggestions: []}
    }
    return undefined
  },
}

import type {Artifact} from '../artifact.ts'
import type {EcosystemPolicy, Internal} from '../policy/policy.ts'
import {DEFAULT_PLACE, isWithin} from '../policy/registry.ts'
import type {Rule} from './rule.ts'
import type {Place} from './source-places.ts'

export const dependencyConfusion: Rule = {
  code: 'dependency-confusion',
  meaning: 'a name that the policy calls internal would come from a registry that is not set for it',
  judge(artifact, _evidence, {policy, places}) {
    const matches = policy.internal.matches(artifact)
    if (matches.length === 0) return undefined
    // A tarball under an internal name is taken for the package; a repository or a folder is what it says it is.
    const from = artifact.source.kind === 'url' ? [places.at(artifact.source.url)] : places.of(artifact)
    for (const {entry} of matches) {
      const stranger = from.find((place) => !serves(place, entry, policy, artifact))
      if (stranger === undefined) continue
      const {text} = stranger
      return {
        message: `is internal (\`${entry.match}\` at ${entry.origin}) and would come from ${text}, which is not set for it`,
        suggestions: [],
      }
    }
    return undefined
  },
}

/** Deny: a name is internal and nothing says which registry serves it. An image's name says so itself. */
function serves({place}: Place, {registry}: Internal, {registries}: EcosystemPolicy, {ecosystem}: Artifact): boolean {
  if (registry !== undefined) return isWithin(place, registry)
  if (ecosystem === 'docker' && registries.length === 0) return true
  if (place === DEFAULT_PLACE || !registries.some(({isTrusted}) => isTrusted)) return false
  return registries.every((list) => list.covers(place))
}

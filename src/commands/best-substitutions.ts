import type {Decision} from '../core/decision.ts'
import type {Substitution} from '../core/invocation.ts'

/** The first suggestion of every typed artifact that is not allowed: what the hint of a refusal proposes. */
export function bestSubstitutions(decision: Decision): readonly Substitution[] {
  return decision.artifacts.flatMap(({artifact, verdict, suggestions: [best]}) =>
    verdict === 'allow' || best === undefined || artifact.requestedIn.kind !== 'argv'
      ? []
      : [substitution(artifact, best)],
  )
}

/** `artifact` replaced by what a suggestion names. */
export function substitution(
  artifact: Substitution['artifact'],
  {name, specifier}: {readonly name: string; readonly specifier?: string},
): Substitution {
  return specifier === undefined ? {artifact, name} : {artifact, name, specifier}
}

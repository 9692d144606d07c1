// Suggestions of another version of the same package.

import type {Artifact, Ecosystem} from '../artifact.ts'
import {assertNever} from '../assert-never.ts'
import type {Suggestion} from '../decision.ts'
import type {Evidence} from '../evidence.ts'

/** The newest release that the policy lets pass; none where it is not known. */
export function passingSuggestion(
  artifact: Artifact,
  {name, passingVersion}: Evidence,
  reason = 'is the newest release that passes',
): readonly Suggestion[] {
  return passingVersion === undefined ? [] : [versionSuggestion(artifact, passingVersion, reason, name)]
}

export function versionSuggestion(
  {ecosystem, name}: Artifact,
  version: string,
  reason: string,
  judgement: Evidence['name'],
): Suggestion {
  const popularity = judgement?.popularity ?? {kind: 'known'}
  return {name, specifier: exactSpecifier(ecosystem, version), reason, popularity}
}

/** The specifier that means this version and no other. */
function exactSpecifier(ecosystem: Ecosystem, version: string): string {
  switch (ecosystem) {
    case 'npm':
    case 'docker':
      return version
    case 'pypi':
      return `==${version}`
    default:
      return assertNever(ecosystem)
  }
}

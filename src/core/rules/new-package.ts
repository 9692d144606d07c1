import type {Ecosystem} from '../artifact.ts'
import type {Evidence} from '../evidence.ts'
import type {ReleaseFacts} from '../release.ts'
import {isWithin, isYounger} from '../release-age.ts'
import {agoText} from './release-text.ts'
import type {Rule, RuleContext} from './rule.ts'
import {daysFor} from './rule-parameters.ts'

export const newPackage: Rule = {
  code: 'new-package',
  meaning: 'the package itself is new: nobody knows it, and its name may have been invented',
  needs: 'release',
  missing: (facts, context) =>
    mayBeNew(facts, context) && facts.packageCreatedAt === undefined
      ? 'when the package was first published'
      : undefined,
  judge({ecosystem}, {release: facts, name}, context) {
    if (facts === undefined || isNoStranger(ecosystem, name) || !mayBeNew(facts, context)) return undefined
    const {policy, now} = context
    const createdAt = facts.packageCreatedAt
    if (createdAt === undefined || !isWithin(createdAt, daysFor(policy, 'new-package'), now)) return undefined
    return {message: `is a package that was first published ${agoText(createdAt, now)}`, suggestions: []}
  },
}

/** A package is as old as any of its releases, and that is known at once. */
function mayBeNew(facts: ReleaseFacts, {policy, now}: RuleContext): boolean {
  return isYounger(facts, daysFor(policy, 'new-package'), now) !== false
}

/**
 * What a list of much used names has is no stranger, however young: a part that a large project has put aside. Nor is what
 * belongs to the owner of such a name, which on npm is `known` for that (`names/used-scopes.ts`).
 */
export function isNoStranger(ecosystem: Ecosystem, name: Evidence['name']): boolean {
  const kind = name?.popularity.kind
  return kind === 'downloads' || kind === 'rank' || (kind === 'known' && ecosystem === 'npm')
}

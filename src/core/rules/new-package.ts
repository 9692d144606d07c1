import type {Evidence} from '../evidence.ts'
import type {ReleaseFacts} from '../release.ts'
import {isWithin} from '../release-age.ts'
import {agoText} from './release-text.ts'
import type {Rule, RuleContext} from './rule.ts'
import {daysFor} from './rule-parameters.ts'

export const newPackage: Rule = {
  code: 'new-package',
  meaning: 'the package itself is new: nobody knows it, and its name may have been invented',
  needs: 'release',
  missing: (facts, context) =>
    facts.packageCreatedAt === undefined && mayBeNew(facts, context)
      ? 'when the package was first published'
      : undefined,
  judge(_artifact, {release: facts, name}, {policy, now}) {
    const createdAt = facts?.packageCreatedAt
    if (createdAt === undefined || !isWithin(createdAt, daysFor(policy, 'new-package'), now) || isUsed(name))
      return undefined
    return {message: `is a package that was first published ${agoText(createdAt, now)}`, suggestions: []}
  },
}

function mayBeNew({packageModifiedAt}: ReleaseFacts, {policy, now}: RuleContext): boolean {
  return packageModifiedAt === undefined || isWithin(packageModifiedAt, daysFor(policy, 'new-package'), now)
}

/** What a list of much used names has is no stranger, however young: a part that a large project has put aside. */
function isUsed(name: Evidence['name']): boolean {
  return name?.popularity.kind === 'downloads' || name?.popularity.kind === 'rank'
}

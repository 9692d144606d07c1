import type {Rule} from './rule.ts'

export const lockfilePoisoned: Rule = {
  code: 'lockfile-poisoned',
  meaning:
    'the lockfile installs another package or version under the name, or content that nothing pins: lockfiles are read by few',
  judge({locked}) {
    return locked?.doubt === undefined ? undefined : {message: locked.doubt, suggestions: []}
  },
}

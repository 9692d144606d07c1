import {poisonOf} from '../locked-entry.ts'
import type {Rule} from './rule.ts'

export const lockfilePoisoned: Rule = {
  code: 'lockfile-poisoned',
  meaning: 'the lockfile says one thing and brings another: a name, a version or a content that nobody asked for',
  judge({locked, source}, {release}) {
    const message = locked === undefined ? undefined : poisonOf(locked, source, release)
    return message === undefined ? undefined : {message, suggestions: []}
  },
}

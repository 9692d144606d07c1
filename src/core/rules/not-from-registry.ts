import {assertNever} from '../assert-never.ts'
import {redactUrl} from '../redact.ts'
import type {Rule} from './rule.ts'

export const notFromRegistry: Rule = {
  code: 'not-from-registry',
  meaning: 'comes from a repository or an address instead of a registry: no name, age or reputation to judge by',
  judge({source}) {
    switch (source.kind) {
      case 'git':
        return {message: `comes from the git repository \`${redactUrl(source.url)}\``, suggestions: []}
      case 'url':
        return {message: `comes from the address \`${redactUrl(source.url)}\``, suggestions: []}
      case 'registry':
      case 'file':
      case 'directory':
        return undefined
      default:
        return assertNever(source)
    }
  },
}

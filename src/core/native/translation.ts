// Parts of a translation, put together.

import type {RuleCode} from '../policy/rule-table.ts'
import type {NativeSetting, Translation} from './native-tool.ts'
import type {IsAsStrict} from './strictness.ts'

export type Part = Pick<Translation, 'settings' | 'remarks'>

export const NOTHING: Part = {settings: [], remarks: []}

export function together(covers: readonly RuleCode[], parts: readonly Part[]): Translation {
  return {
    settings: parts.flatMap(({settings}) => settings),
    covers,
    remarks: parts.flatMap(({remarks}) => remarks),
  }
}

/** A setting that is not printed: nothing set is fine, and what is set may be weaker. */
export function watched(key: readonly string[], policy: string, isAsStrict: IsAsStrict): NativeSetting {
  return {key, value: '', lines: [], because: [], policy, isAsStrict}
}

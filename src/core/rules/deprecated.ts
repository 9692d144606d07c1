import {suggestionsOf} from './name-lookalike.ts'
import type {Rule} from './rule.ts'

export const deprecated: Rule = {
  code: 'deprecated',
  meaning: 'its publisher calls it deprecated or has given it up; the successor is suggested where one is named',
  judge(_artifact, {name}) {
    const remark = name?.remark
    if (name === undefined || (remark?.code !== 'deprecated' && remark?.code !== 'removed')) return undefined
    return {message: remark.sentence, suggestions: suggestionsOf(name)}
  },
}

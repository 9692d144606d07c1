import {printableWithin} from '../printable.ts'
import {suggestionsOf} from './name-lookalike.ts'
import {inVersion} from './release-text.ts'
import type {Rule} from './rule.ts'

const REASON_WIDTH = 200

export const deprecated: Rule = {
  code: 'deprecated',
  meaning: 'its publisher calls it deprecated or has given it up; the successor is suggested where one is named',
  judge(artifact, {name, release: facts}) {
    const remark = name?.remark
    const isGivenUp = remark?.code === 'deprecated' || remark?.code === 'removed'
    const reason = facts?.release.deprecated
    if (facts !== undefined && reason !== undefined) {
      const suggestions = isGivenUp && name !== undefined ? suggestionsOf(name) : []
      const words = printableWithin(reason.trim().replace(/\s+/g, ' '), REASON_WIDTH)
      return {message: `is deprecated${inVersion(artifact, facts.release)}: ${words}`, suggestions}
    }
    if (name === undefined || remark === undefined || !isGivenUp) return undefined
    return {message: remark.sentence, suggestions: suggestionsOf(name)}
  },
}

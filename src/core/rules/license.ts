import {isLicenseListed} from '../license-expression.ts'
import {printableWithin} from '../printable.ts'
import {passingSuggestion} from './other-version.ts'
import {inVersion} from './release-text.ts'
import type {Rule} from './rule.ts'
import {licensesFor} from './rule-parameters.ts'

const LICENSE_WIDTH = 80

export const license: Rule = {
  code: 'license',
  meaning: 'the policy lists the licences that will do, and this one is not among them',
  needs: 'release',
  missing: ({release}, {policy}) =>
    licensesFor(policy, 'license').length > 0 && release.license === undefined ? 'what its licence is' : undefined,
  judge(artifact, evidence, {policy}) {
    const listed = licensesFor(policy, 'license')
    const facts = evidence.release
    const written = facts?.release.license
    if (facts === undefined || written === undefined || listed.length === 0) return undefined
    if (isLicenseListed(written, listed)) return undefined
    return {
      message: `comes under the licence \`${printableWithin(written, LICENSE_WIDTH)}\`${inVersion(artifact, facts.release)}`,
      suggestions: passingSuggestion(artifact, evidence),
    }
  },
}

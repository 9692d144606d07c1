import {inVersion} from './release-text.ts'
import type {Rule} from './rule.ts'

export const signatureInvalid: Rule = {
  code: 'signature-invalid',
  meaning: 'what was signed or attested is something else than what would come: somebody changed it on the way',
  needs: 'release',
  judge(artifact, {release: facts}) {
    if (facts === undefined) return undefined
    const {hasValidSignature, attested} = facts.release
    const where = inVersion(artifact, facts.release)
    if (hasValidSignature === false) {
      const what = 'carries a signature of its registry that does not hold for its name, version and integrity'
      return {message: `${what}${where}`, suggestions: []}
    }
    if (attested?.kind !== 'invalid') return undefined
    return {message: `carries an attestation of how it was built that ${attested.reason}${where}`, suggestions: []}
  },
}

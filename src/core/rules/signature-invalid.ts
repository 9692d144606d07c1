import {inVersion} from './release-text.ts'
import type {Rule} from './rule.ts'

export const signatureInvalid: Rule = {
  code: 'signature-invalid',
  meaning: 'the registry signed something else under this name and version: somebody changed it on the way',
  needs: 'release',
  judge(artifact, {release: facts}) {
    if (facts?.release.hasValidSignature !== false) return undefined
    const what = 'carries a signature of its registry that does not hold for its name, version and integrity'
    return {message: `${what}${inVersion(artifact, facts.release)}`, suggestions: []}
  },
}

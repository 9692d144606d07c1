import type {Release} from '../release.ts'
import {inVersion} from './release-text.ts'
import type {Rule} from './rule.ts'

/** npm puts `0.0.1-security` in the place of a package that it removes (npm documentation, "reporting malware"). */
const PLACEHOLDER = /^0\.0\.\d+-security(?:\.\d+)?$/
const REGISTRY_ACCOUNT = 'npm'

export const securityPlaceholder: Rule = {
  code: 'security-placeholder',
  meaning: 'the registry removed the package for security reasons, and holds its name with an empty one',
  needs: 'release',
  judge(artifact, {release: facts}) {
    if (artifact.ecosystem !== 'npm' || facts === undefined || !isPlaceholder(facts.release)) return undefined
    const what = 'is a placeholder for a package that the registry removed for security reasons'
    return {message: `${what}${inVersion(artifact, facts.release)}`, suggestions: []}
  },
}

/** Anybody may call a version so; where the registry says who published it, it was the registry itself. */
function isPlaceholder({version, publisher}: Release): boolean {
  return PLACEHOLDER.test(version) && (publisher === undefined || publisher === REGISTRY_ACCOUNT)
}

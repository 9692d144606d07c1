import {inVersion, scriptsText} from './release-text.ts'
import type {Rule} from './rule.ts'

export const installScripts: Rule = {
  code: 'install-scripts',
  meaning: 'runs code of its own while it is installed',
  needs: 'release',
  judge(artifact, {release: facts}) {
    const scripts = facts === undefined ? undefined : scriptsText(facts.release)
    if (facts === undefined || scripts === undefined) return undefined
    return {message: `runs ${scripts} at installation${inVersion(artifact, facts.release)}`, suggestions: []}
  },
}

import {settingFor} from '../policy/policy.ts'
import {dormantThenActive} from './dormant-then-active.ts'
import {installScriptAdded} from './install-script-added.ts'
import {license} from './license.ts'
import {newPackage} from './new-package.ts'
import {provenanceLost} from './provenance-lost.ts'
import {publisherChanged} from './publisher-changed.ts'
import {inVersion} from './release-text.ts'
import type {Rule} from './rule.ts'
import {tooNew} from './too-new.ts'

const RULES: readonly Rule[] = [
  tooNew,
  newPackage,
  installScriptAdded,
  publisherChanged,
  provenanceLost,
  dormantThenActive,
  license,
]

export const factsUnknown: Rule = {
  code: 'facts-unknown',
  meaning: 'the registry leaves out what rules need to know: what they do not say is not known to be clean',
  needs: 'release',
  judge(artifact, {release: facts}, context) {
    if (facts === undefined) return undefined
    const missing = new Map<string, string[]>()
    for (const rule of RULES) {
      if (settingFor(context.policy, rule.code).action === 'off') continue
      const what = rule.missing?.(facts, context)
      if (what !== undefined) missing.set(what, [...(missing.get(what) ?? []), rule.code])
    }
    const isUnsigned = facts.release.isUnsigned === true
    if (missing.size === 0 && !isUnsigned) return undefined
    const unsaid = [...missing.keys()].join(', or ')
    const parts = [
      ...(isUnsigned ? ['its registry has keys to sign with, and did not sign it'] : []),
      ...(missing.size === 0
        ? []
        : [
            `its registry does not say ${unsaid} (not judged by ${[...new Set([...missing.values()].flat())].join(', ')})`,
          ]),
    ]
    return {message: `is not known in full${inVersion(artifact, facts.release)}: ${parts.join('; ')}`, suggestions: []}
  },
}

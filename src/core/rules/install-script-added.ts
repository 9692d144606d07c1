import {isWithin, isYounger} from '../release-age.ts'
import {passingSuggestion} from './other-version.ts'
import {inVersion, scriptsText, versionText} from './release-text.ts'
import type {Rule} from './rule.ts'
import {daysFor} from './rule-parameters.ts'

export const installScriptAdded: Rule = {
  code: 'install-script-added',
  meaning: 'a recent release runs code at installation that no release before it ran: how most bad releases begin',
  needs: 'release',
  onlyYoung: 'maybe',
  missing(facts, {policy, now}) {
    const isOld = isYounger(facts, daysFor(policy, 'install-script-added'), now) === false
    const {installScripts, hasInstallScript} = facts.release
    const isKnown = installScripts !== undefined || hasInstallScript !== undefined
    return isOld || isKnown ? undefined : 'whether it runs code at installation'
  },
  judge(artifact, evidence, {policy, now}) {
    const facts = evidence.release
    const days = daysFor(policy, 'install-script-added')
    // Deny: where nobody says when it was published, it counts as young; that a script was added is known.
    if (facts === undefined || isYounger(facts, days, now) === false) return undefined
    const scripts = scriptsText(facts.release)
    const turn = scripts === undefined ? undefined : facts.scriptTurn
    if (turn === undefined) return undefined
    const {publishedAt} = turn.first
    if (publishedAt !== undefined && !isWithin(publishedAt, days, now)) return undefined
    const unlike = `${versionText(turn.before.version)} ran nothing of the kind`
    return {
      message: `runs ${scripts} at installation${inVersion(artifact, facts.release)}; ${unlike}`,
      suggestions: passingSuggestion(artifact, evidence),
    }
  },
}

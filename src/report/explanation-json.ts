// What `sallyport explain --json` prints, schema `sallyport/explanation/1` (docs/decision-json.md).

import {packageUrl} from '../core/package-url.ts'
import {redactUrl} from '../core/redact.ts'
import {changesOf, type Explanation} from './explanation.ts'

export function explanationJson(explanation: Explanation): Record<string, unknown> {
  const {artifact, decision, policy, name, index, rules, covering} = explanation
  return {
    schema: 'sallyport/explanation/1',
    purl: packageUrl(artifact),
    requested: redactUrl(artifact.requested),
    verdict: decision.verdict,
    observed: decision.observed?.verdict ?? null,
    name:
      name === undefined
        ? null
        : {
            name: artifact.name,
            verdict: name.verdict,
            popularity: name.popularity,
            remark: name.remark ?? null,
            suggestions: name.suggestions,
          },
    mode: policy.mode,
    unattended: policy.unattended,
    rules: rules.map(({code, meaning, action, origin, lockedBy, parameters, isJudged, finding}) => ({
      code,
      meaning,
      action,
      origin,
      lockedBy: lockedBy ?? null,
      parameters,
      isJudged,
      message: finding?.message ?? null,
      excused: finding?.excused ?? null,
    })),
    listed: covering.map(({list, entry, certainty}) => ({list, match: entry.match, origin: entry.origin, certainty})),
    changes: changesOf(explanation),
    data: {indexDate: index.date, indexAgeInDays: index.ageInDays, indexPath: index.path},
  }
}

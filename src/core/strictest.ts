// From findings to verdicts: the strictest wins.

import type {Action, ArtifactVerdict, Finding} from './decision.ts'

export function verdictOf(findings: readonly Finding[]): ArtifactVerdict {
  return strictestOf(findings.map(({severity}) => VERDICT_OF_ACTION[severity]))
}

/** `hold-back` is for version rules: where nothing can be held back (an exact request), it is a question. */
const VERDICT_OF_ACTION: Readonly<Record<Exclude<Action, 'off'>, ArtifactVerdict>> = {
  note: 'allow',
  'hold-back': 'ask',
  ask: 'ask',
  block: 'block',
}

const STRICTNESS: readonly ArtifactVerdict[] = ['allow', 'ask', 'block']

export function strictestOf(verdicts: readonly ArtifactVerdict[]): ArtifactVerdict {
  return verdicts.reduce<ArtifactVerdict>((a, b) => (STRICTNESS.indexOf(b) > STRICTNESS.indexOf(a) ? b : a), 'allow')
}

// What `sallyport scan` found: one decision a project, in words and as JSON (schema `sallyport/scan/1`).

import type {Decision, JudgedArtifact, Verdict} from '../core/decision.ts'
import {type Printable, printable, printableWithin} from '../core/printable.ts'
import {redactUrl} from '../core/redact.ts'
import {judgementJson} from './decision-json.ts'
import {findingText, verdictWord} from './sentences.ts'

export interface ScannedProject {
  /** Absolute. */
  readonly folder: string
  /** Relative to what is scanned; `.` for itself. */
  readonly path: string
  readonly decision: Decision
}

const VERDICTS: readonly Verdict[] = ['allow', 'unclear', 'ask', 'block']

export function strictestVerdict(projects: readonly ScannedProject[]): Verdict {
  const verdicts = projects.map(({decision}) => VERDICTS.indexOf(decision.verdict))
  return VERDICTS[Math.max(0, ...verdicts)] ?? 'block'
}

export function scanLines(projects: readonly ScannedProject[]): readonly Printable[] {
  const lines = projects.flatMap(({path, decision}) => {
    const {artifacts, unclear, data} = decision
    const of = data.indexDate === null ? '' : `, names as of ${data.indexDate}`
    return [
      `${verdictWord(decision.verdict)}: \`${printable(path)}\` (${artifacts.length} artifacts${of})`,
      ...artifacts.flatMap(artifactLines),
      ...unclear.flatMap(({finding}) => (finding ? [`  ${finding.severity}: ${findingText(finding)}`] : [])),
    ]
  })
  return lines as Printable[]
}

/** Notes of a whole tree would bury what matters; `--json` has them. */
function artifactLines({artifact, findings}: JudgedArtifact): readonly string[] {
  const {requestedIn, requested} = artifact
  const where = requestedIn.kind === 'argv' ? '' : ` (${printable(requestedIn.path)})`
  return findings
    .filter(({severity}) => severity !== 'note')
    .map(
      (finding) =>
        `  ${finding.severity}: \`${printableWithin(redactUrl(requested), 80)}\` ${findingText(finding)}${where}`,
    )
}

export function scanJson(projects: readonly ScannedProject[]): Record<string, unknown> {
  return {
    schema: 'sallyport/scan/1',
    verdict: strictestVerdict(projects),
    projects: projects.map(({path, decision}) => ({path, ...judgementJson(decision)})),
  }
}

// What `sallyport check` prints for a person: the verdict, then every finding, where things come from, and the better command.

import {type Printable, printable, printableWithin} from '../core/printable.ts'
import type {DecisionReport} from './decision-json.ts'
import {observedLine} from './observed.ts'
import {commandText, findingText, verdictWord} from './sentences.ts'

export function checkLines({tool, argv, decision, rewrittenArgv}: DecisionReport): readonly Printable[] {
  const {artifacts, unclear, sources, data} = decision
  const lines: string[] = [`${verdictWord(decision.verdict)}: \`${commandText(tool, argv)}\``]
  const observed = observedLine(decision)
  if (observed !== undefined) lines.push(`  ${observed}`)
  for (const {artifact, findings} of artifacts) {
    for (const finding of findings) {
      lines.push(`  ${finding.severity}: \`${printableWithin(artifact.requested, 80)}\` ${findingText(finding)}`)
    }
  }
  for (const {finding} of unclear) {
    if (finding) lines.push(`  ${finding.severity}: ${findingText(finding)}`)
  }
  for (const {setting, value, setBy} of sources) {
    lines.push(`  from: ${printable(setting)} is \`${printable(value)}\` (${printable(setBy)})`)
  }
  const names = data.indexDate ? `, names as of ${data.indexDate}` : ''
  const advisories = data.feedDate ? `, advisories as of ${data.feedDate}` : ''
  lines.push(`  judged: ${count(artifacts.length, 'artifact')}${names}${advisories}`)
  if (rewrittenArgv !== null) lines.push(`hint: \`${commandText(tool, rewrittenArgv)}\``)
  return lines as Printable[]
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

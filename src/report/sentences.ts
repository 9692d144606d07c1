// Decisions in words: what happened, with the value and where it came from, then `hint:` with the exact command.

import {assertNever} from '../core/assert-never.ts'
import type {Decision, Excuse, Finding, JudgedArtifact} from '../core/decision.ts'
import {type Printable, printable, printableWithin} from '../core/printable.ts'
import {redactArgv, redactUrl} from '../core/redact.ts'
import {shellWords} from '../core/shell-words.ts'

/** A command line may be thousands of words long; its ends say enough. */
const COMMAND_WIDTH = 160
const NAME_WIDTH = 80
const MESSAGE_WIDTH = 400

/** One reason why a command did not simply go on: who it is about, and the finding. */
export interface Reason {
  readonly subject: string | undefined
  readonly finding: Finding
}

/** The findings that stop the command, strictest first. Notes are not among them. */
export function stoppingReasons(decision: Decision): readonly Reason[] {
  const reasons = [
    ...decision.artifacts.flatMap(({artifact, findings}) =>
      findings.map((finding) => ({subject: artifact.requested, finding})),
    ),
    ...decision.unclear.flatMap(({finding}) => (finding ? [{subject: undefined, finding}] : [])),
  ].filter(({finding}) => finding.severity !== 'note')
  return reasons.sort((a, b) => Number(b.finding.severity === 'block') - Number(a.finding.severity === 'block'))
}

/** ```refused `reqeusts`: swaps two letters of `requests` (name-lookalike, policy: built-in)`` `` */
export function reasonSentence(word: string, {subject, finding}: Reason): Printable {
  const about = subject === undefined ? '' : ` \`${printableWithin(redactUrl(subject), NAME_WIDTH)}\``
  return join(`${word}${about}: `, findingText(finding))
}

export function findingText({message, code, origin, excused}: Finding): Printable {
  const text = `${printableWithin(message, MESSAGE_WIDTH)} (${code}, policy: ${printable(origin)})`
  return excused === undefined ? (text as Printable) : join(text, `; ${excuseText(excused)}`)
}

/** ```allowed by `npm:x` (policy.yaml:3): its reason`` `` */
export function excuseText({by, match, origin, reason}: Excuse): Printable {
  const because = reason === undefined ? '' : `: ${printableWithin(reason, MESSAGE_WIDTH)}`
  const how = by === 'allow' ? 'allowed' : 'excepted'
  return join(`${how} by \`${printable(match)}\` (${printable(origin)})${because}`)
}

export function commandText(tool: string, argv: readonly string[]): Printable {
  return printableWithin(shellWords([tool, ...redactArgv(argv)]), COMMAND_WIDTH)
}

/** The notes of what was typed on the command line, one line each. */
export function noteLines(decision: Decision): readonly Printable[] {
  const typed = decision.artifacts.filter(({artifact}) => artifact.requestedIn.kind === 'argv')
  const parts = decision.unclear.flatMap(({finding}) => (finding?.severity === 'note' ? [finding] : []))
  return [...typed.flatMap(notesOf), ...parts.map((finding) => reasonSentence('note', {subject: undefined, finding}))]
}

function notesOf({artifact, findings, suggestions}: JudgedArtifact): readonly Printable[] {
  return findings
    .filter(({severity}) => severity === 'note')
    .map((finding) => {
      const [best] = finding.code === 'name-unknown' ? suggestions : []
      const nearest = best === undefined ? '' : `; nearest known name: \`${printableWithin(best.name, NAME_WIDTH)}\``
      return join(reasonSentence('note', {subject: artifact.requested, finding}), nearest)
    })
}

export function verdictWord(verdict: Decision['verdict']): string {
  switch (verdict) {
    case 'allow':
      return 'would pass'
    case 'ask':
    case 'unclear':
      return 'would ask'
    case 'block':
      return 'would refuse'
    default:
      return assertNever(verdict)
  }
}

/** Joins text that is printable already. */
function join(...parts: readonly string[]): Printable {
  return parts.join('') as Printable
}

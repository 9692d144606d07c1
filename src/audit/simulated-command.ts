// One past command and what another policy makes of it, cut to what a report shows.

import type {Decision, Finding, JudgedArtifact} from '../core/decision.ts'
import {OUTCOMES, type Outcome, outcomeOf} from '../core/outcome.ts'
import type {LoggedCommand} from './logged-command.ts'

export interface SimulatedCommand {
  readonly time: number
  readonly cwd: string
  readonly tool: string
  readonly argv: readonly string[]
  readonly before: Outcome
  readonly stoppedBy: LoggedCommand['stoppedBy']
  /** As the rules have it, also where the policy only observes. */
  readonly after: Outcome
  readonly isObserved: boolean
  /** It went through then, less strictly judged. */
  readonly wentThrough: boolean
  readonly reasons: readonly SimulatedReason[]
  /** Reasons beyond those. */
  readonly more: number
}

export interface SimulatedReason extends Pick<Finding, 'code' | 'severity' | 'message' | 'origin'> {
  /** Undefined where it is about the command as a whole. */
  readonly subject: string | undefined
}

const MOST_WORDS = 20
const MOST_REASONS = 5
const LONGEST_TEXT = 500

export function simulatedCommand(
  {time, cwd, tool, argv, outcome, stoppedBy}: LoggedCommand,
  decision: Decision,
  now: Pick<SimulatedCommand, 'after' | 'isObserved' | 'wentThrough'>,
): SimulatedCommand {
  const words = argv.slice(0, MOST_WORDS).map((word) => word.slice(0, LONGEST_TEXT))
  return {time, cwd, tool, argv: words, before: outcome, stoppedBy, ...now, ...reasonsOf(decision)}
}

/** `npm:express`; what was asked for, where it has no name. */
export function subjectOf({artifact: {ecosystem, name, requested}}: JudgedArtifact): string {
  return `${ecosystem}:${name === '' ? requested : name}`.slice(0, LONGEST_TEXT)
}

/** The strictest first. */
function reasonsOf({artifacts, unclear}: Decision): Pick<SimulatedCommand, 'reasons' | 'more'> {
  const reasons = [
    ...artifacts.flatMap((judged) => judged.findings.map((finding) => [subjectOf(judged), finding] as const)),
    ...unclear.flatMap(({finding}) => (finding === undefined ? [] : [[undefined, finding] as const])),
  ].filter(([, {severity}]) => severity !== 'note')
  const rank = (finding: Finding): number => OUTCOMES.indexOf(outcomeOf([finding]))
  return {
    reasons: reasons
      .sort(([, a], [, b]) => rank(b) - rank(a))
      .slice(0, MOST_REASONS)
      .map(([subject, {code, severity, message, origin}]) => ({
        subject,
        code,
        severity,
        message: message.slice(0, LONGEST_TEXT),
        origin,
      })),
    more: Math.max(0, reasons.length - MOST_REASONS),
  }
}

// What came of asking a team's source, in words and as an exit code.

import {assertNever} from '../../core/assert-never.ts'
import {exitCode} from '../../core/exit-code.ts'
import {printable, printableWithin} from '../../core/printable.ts'
import type {TeamUpdate} from '../../policy-files/team/take-offer.ts'
import {problemLines} from '../../report/policy-problems.ts'
import {keyText, releaseText} from '../../report/team-report.ts'
import type {Edge, Outcome} from '../edge.ts'

const REASON_WIDTH = 400
const AGAIN = {
  added: 'look at the source and at the network, then try again',
  updated: '`sallyport policy update` tries again',
} as const
const ADD = '`sallyport policy add SOURCE --key KEY`'

/** `verb`: what was not done. */
export function tellUpdate(update: TeamUpdate, verb: 'added' | 'updated', edge: Edge): Outcome {
  const stop = (message: string, hint: string | undefined, code: number): Outcome => {
    edge.say(`sallyport: ${message}`)
    if (hint !== undefined) edge.say(`hint: ${printable(hint)}`)
    return {kind: 'exit', code}
  }
  const not = `the policy of the team was not ${verb}`
  switch (update.kind) {
    case 'enrolled':
    case 'updated':
    case 'same': {
      const {enrolment, before, expires} = update
      const word = {enrolled: 'enrolled', updated: 'updated', same: 'up to date'}[update.kind]
      const release = releaseText(enrolment, expires, edge.now())
      const was = before?.serial === undefined || update.kind === 'same' ? '' : `; before: serial ${before.serial}`
      const key = `${keyText(enrolment)}${before !== undefined && before.key !== enrolment.key ? ', a new one' : ''}`
      edge.print(`${word}: ${printable(enrolment.source)}, ${release}, ${key}${was}\n`)
      return {kind: 'exit', code: exitCode.ok}
    }
    case 'not-due':
      return {kind: 'exit', code: exitCode.ok}
    case 'none':
      return stop('no policy of a team is enrolled here', ADD, exitCode.usage)
    case 'other': {
      const {source} = update.enrolment
      return stop(
        `${not}: \`${printable(source)}\` is enrolled already, ${keyText(update.enrolment)}`,
        'say `--replace` as well to give it up',
        exitCode.policy,
      )
    }
    case 'problems':
      edge.say(`sallyport: ${not}`)
      for (const line of problemLines(update.problems)) edge.say(line)
      return {kind: 'exit', code: exitCode.policy}
    case 'failed':
    case 'refused': {
      const {source, reason, hint, stays} = update
      const kept =
        stays === undefined
          ? ''
          : `; the one in place (${stays.serial === undefined ? 'without serial' : `serial ${stays.serial}`}) stays in force`
      return stop(
        `${not}: \`${printable(source)}\`: ${printableWithin(reason, REASON_WIDTH)}${kept}`,
        hint ?? AGAIN[verb],
        update.kind === 'failed' ? exitCode.undecided : exitCode.policy,
      )
    }
    default:
      return assertNever(update)
  }
}

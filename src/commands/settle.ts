// Steps 7 and 8 of the road for one decision that does not simply let pass: a person's answer, or the policy's where nobody
// can be asked, and what it means for the command.

import type {AuditAnswer} from '../audit/audit-entry.ts'
import {asciiJson} from '../core/ascii-json.ts'
import {assertNever} from '../core/assert-never.ts'
import type {Decision} from '../core/decision.ts'
import {exitCode} from '../core/exit-code.ts'
import type {Invocation, PackageManager} from '../core/invocation.ts'
import type {EcosystemPolicy} from '../core/policy/policy.ts'
import {decisionJson} from '../report/decision-json.ts'
import {refusalLines} from '../report/refusal.ts'
import {commandText} from '../report/sentences.ts'
import {bestSubstitutions} from './best-substitutions.ts'
import {decideByPerson} from './decide-by-person.ts'
import type {Edge, Outcome} from './edge.ts'
import type {RecordedFacts} from './record-answer.ts'

export type Settled =
  /** The command goes on as it is. */
  | {readonly kind: 'let-through'; readonly answer: AuditAnswer}
  | {readonly kind: 'substituted'; readonly argv: readonly string[]; readonly settled: ReadonlySet<string>}
  | {readonly kind: 'ended'; readonly outcome: Outcome}

export interface Unsettled {
  readonly invocation: Invocation
  readonly manager: PackageManager
  readonly decision: Decision
  readonly policy: EcosystemPolicy
  /** Keys of what was confirmed in an earlier round of the same command. */
  readonly settled: ReadonlySet<string>
  readonly record: (answer: AuditAnswer, facts?: RecordedFacts) => Promise<void>
  readonly edge: Edge
}

export async function settle(unsettled: Unsettled): Promise<Settled> {
  const {invocation, manager, decision, policy, settled, record, edge} = unsettled
  const {tool, argv} = invocation
  const answer = await decideByPerson({invocation, manager, decision, settled, edge})
  switch (answer.kind) {
    case 'settled':
      return {kind: 'let-through', answer: 'confirmed'}
    case 'substituted':
      return answer
    case 'nobody': {
      const isBlocked = decision.verdict === 'block'
      if (!isBlocked && policy.unattended.value === 'allow') return {kind: 'let-through', answer: 'allowed unattended'}
      const substitutions = bestSubstitutions(decision)
      const rewrittenArgv = substitutions.length > 0 ? manager.rewrite(invocation, substitutions) : null
      if (edge.environment.SALLYPORT_OUTPUT === 'json') {
        edge.say(asciiJson(decisionJson({tool, argv, decision, rewrittenArgv})))
      } else {
        const nobody = isBlocked ? undefined : answer.reason
        const {exceptionCommand} = await import('../report/exception-hint.ts')
        const exception = exceptionCommand(decision, policy)
        for (const line of refusalLines({tool, argv, decision, rewrittenArgv, nobody, exception})) edge.say(line)
      }
      await record(isBlocked ? 'refused by policy' : 'nobody to ask', {decision, because: answer.reason})
      return ended(isBlocked ? exitCode.refused : exitCode.unattended)
    }
    case 'refused': {
      edge.say(`sallyport: refused \`${commandText(tool, argv)}\`: ${answer.sentence}; ${whatChanged(decision)}`)
      await record('refused by person', {decision, because: answer.because})
      return ended(exitCode.refused)
    }
    case 'interrupted':
      await record('interrupted', {decision})
      return ended(exitCode.interrupted)
    default:
      return assertNever(answer)
  }
}

function whatChanged({afterStart}: Decision): string {
  switch (afterStart) {
    case undefined:
      return 'nothing was fetched or changed'
    case 'unchanged':
      return 'nothing here was changed'
    case 'without-it':
      return 'it did not get in'
    default:
      return assertNever(afterStart)
  }
}

function ended(code: number): Settled {
  return {kind: 'ended', outcome: {kind: 'exit', code}}
}

// What an unattended command that was stopped says: two lines, the reason and the next step.

import type {Decision} from '../core/decision.ts'
import {type Printable, printable, printableWithin} from '../core/printable.ts'
import {shellWords} from '../core/shell-words.ts'
import {commandText, reasonSentence, stoppingReasons} from './sentences.ts'

export interface Refusal {
  readonly tool: string
  readonly argv: readonly string[]
  readonly decision: Decision
  readonly rewrittenArgv: readonly string[] | null
  /** Why nobody could be asked; absent when the policy refuses and no question was needed. */
  readonly nobody: string | undefined
  /** The command that would excuse it, where there is one and nothing better is proposed. */
  readonly exception: Printable | undefined
}

export function refusalLines(refusal: Refusal): readonly Printable[] {
  const {decision, nobody} = refusal
  const [first, ...more] = stoppingReasons(decision)
  const reason = first === undefined ? 'the policy wants a question' : reasonSentence('refused', first)
  const others = more.length === 0 ? '' : `, and ${more.length} more`
  const asked =
    nobody === undefined ? '' : `; this needs a person's answer and there is nobody to ask: ${printable(nobody)}`
  return [`sallyport: ${reason}${others}${asked}` as Printable, `hint: ${hint(refusal)}` as Printable]
}

function hint({tool, argv, decision, rewrittenArgv, nobody, exception}: Refusal): string {
  const inTerminal = nobody === undefined ? '' : `run \`${commandText(tool, argv)}\` in a terminal to decide`
  const better = rewrittenArgv === null ? '' : `\`${commandText(tool, rewrittenArgv)}\``
  const excuse = better !== '' || exception === undefined ? '' : `except it for a time: \`${exception}\``
  const ways = [better, inTerminal, excuse].filter(Boolean).join(', or ')
  return ways || everyReason(tool, argv, decision)
}

/** What npm came upon is not in the command: `check` would say nothing of it. */
function everyReason(tool: string, argv: readonly string[], decision: Decision): string {
  const stopped = decision.artifacts.find(({verdict}) => verdict !== 'allow')?.artifact
  if (decision.afterStart === undefined || stopped === undefined) {
    return `\`sallyport check -- ${commandText(tool, argv)}\` shows every reason`
  }
  const {ecosystem, name, specifier} = stopped
  const spec = shellWords([`${ecosystem}:${name}${specifier === '' ? '' : `@${specifier}`}`])
  return `\`sallyport explain ${printableWithin(spec, SPEC_WIDTH)}\` says what every rule makes of it`
}

const SPEC_WIDTH = 160

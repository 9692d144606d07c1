// What an unattended command that was stopped says: two lines, the reason and the next step.

import type {Decision} from '../core/decision.ts'
import {type Printable, printable} from '../core/printable.ts'
import {commandText, reasonSentence, stoppingReasons} from './sentences.ts'

export interface Refusal {
  readonly tool: string
  readonly argv: readonly string[]
  readonly decision: Decision
  readonly rewrittenArgv: readonly string[] | null
  /** Why nobody could be asked; absent when the policy refuses and no question was needed. */
  readonly nobody: string | undefined
}

export function refusalLines({tool, argv, decision, rewrittenArgv, nobody}: Refusal): readonly Printable[] {
  const [first, ...more] = stoppingReasons(decision)
  const reason = first === undefined ? 'the policy wants a question' : reasonSentence('refused', first)
  const others = more.length === 0 ? '' : `, and ${more.length} more`
  const asked =
    nobody === undefined ? '' : `; this needs a person's answer and there is nobody to ask: ${printable(nobody)}`
  return [
    `sallyport: ${reason}${others}${asked}` as Printable,
    `hint: ${hint(tool, argv, rewrittenArgv, nobody)}` as Printable,
  ]
}

function hint(tool: string, argv: readonly string[], rewritten: readonly string[] | null, nobody: string | undefined) {
  const inTerminal = nobody === undefined ? '' : `run \`${commandText(tool, argv)}\` in a terminal to decide`
  if (rewritten !== null) return [`\`${commandText(tool, rewritten)}\``, inTerminal].filter(Boolean).join(', or ')
  return inTerminal || `\`sallyport check -- ${commandText(tool, argv)}\` shows every reason`
}

// A change of the policy that sallyport itself made, as a line of the audit log: who made it, in which words, and the digests of the
// policy in force before and after. What somebody writes into the file by hand shows in the next line's digest only.

import {assertNever} from '../../core/assert-never.ts'
import type {Edge, Outcome} from '../edge.ts'
import {policyInForce} from '../policy-in-force.ts'
import {recorderFor} from '../record-answer.ts'
import type {PolicyCommand} from './command-line.ts'

export type ChangingCommand = Extract<PolicyCommand, {action: 'add' | 'remove' | 'allow' | 'disallow'}>

export async function recordingChange(
  command: ChangingCommand,
  edge: Edge,
  change: () => Promise<Outcome>,
): Promise<Outcome> {
  const before = await digestInForce(edge)
  const outcome = await change()
  if ((await digestInForce(edge)) === before) return outcome
  const recorder = recorderFor('sallyport', ['policy', command.action, ...wordsOf(command)], edge, policyInForce(edge))
  await recorder.record('policy changed', {because: `before: ${before}`})
  await recorder.finish()
  return outcome
}

/** Read anew each time. */
async function digestInForce(edge: Edge): Promise<string> {
  const loaded = await policyInForce(edge)()
  return loaded.kind === 'policy' ? loaded.digest : 'unusable'
}

function wordsOf(command: ChangingCommand): readonly string[] {
  switch (command.action) {
    case 'add':
      return [
        command.source,
        ...(command.key === undefined ? ['--unsigned'] : ['--key', command.key]),
        ...(command.replace ? ['--replace'] : []),
      ]
    case 'remove':
      return command.yes ? ['--yes'] : []
    case 'allow': {
      const {words, rules, reason, until, file, broad} = command
      return [
        ...words,
        ...rulesOf(rules),
        '--reason',
        reason,
        '--until',
        until,
        ...(broad ? ['--broad'] : []),
        ...fileOf(file),
      ]
    }
    case 'disallow':
      return [...command.words, ...rulesOf(command.rules), ...fileOf(command.file)]
    default:
      return assertNever(command)
  }
}

function rulesOf(rules: readonly string[]): readonly string[] {
  return rules.flatMap((rule) => ['--rule', rule])
}

function fileOf(file: string | undefined): readonly string[] {
  return file === undefined ? [] : ['--file', file]
}

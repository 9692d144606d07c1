// `sallyport policy …`: what is short here, the rest in files of its own.

import {resolve} from 'node:path'
import {asciiJson} from '../../core/ascii-json.ts'
import {assertNever} from '../../core/assert-never.ts'
import {exitCode} from '../../core/exit-code.ts'
import type {ReviewedEntry} from '../../core/policy/exception-review.ts'
import type {Policy} from '../../core/policy/policy.ts'
import {printable} from '../../core/printable.ts'
import type {Problem} from '../../policy-files/problem.ts'
import {policyLines} from '../../report/policy-listing.ts'
import {problemLines} from '../../report/policy-problems.ts'
import {policyRows} from '../../report/policy-rows.ts'
import {teamJson, teamLines} from '../../report/team-report.ts'
import type {Edge, Outcome} from '../edge.ts'
import {policyInForce} from '../policy-in-force.ts'
import type {PolicyCommand} from './command-line.ts'
import type {ChangingCommand} from './record-change.ts'

export async function policy(command: PolicyCommand, edge: Edge): Promise<Outcome> {
  switch (command.action) {
    case 'add':
    case 'remove':
    case 'allow':
    case 'disallow': {
      const {recordingChange} = await import('./record-change.ts')
      return recordingChange(command, edge, () => change(command, edge))
    }
    case 'keygen':
      return (await import('./keygen.ts')).keygen(command, edge)
    case 'sign':
      return (await import('./sign.ts')).sign(command, edge)
    case 'update':
      return (await import('./update.ts')).update(command, edge)
    case 'test':
      return (await import('./test.ts')).test(command, edge)
    case 'export':
      return (await import('./export.ts')).exportPolicy(command, edge)
    case 'simulate':
      return (await import('./simulate.ts')).simulate(command, edge)
    case 'exceptions':
      return (await import('./exceptions.ts')).exceptions(command, edge)
    case 'show':
    case 'validate':
      return showOrValidate(command, edge)
    default:
      return assertNever(command)
  }
}

async function change(command: ChangingCommand, edge: Edge): Promise<Outcome> {
  switch (command.action) {
    case 'add':
      return (await import('./add.ts')).add(command, edge)
    case 'remove':
      return (await import('./remove.ts')).remove(command, edge)
    case 'allow':
      return (await import('./allow.ts')).allow(command, edge)
    case 'disallow':
      return (await import('./disallow.ts')).disallow(command, edge)
    default:
      return assertNever(command)
  }
}

type ShowOrValidate = Extract<PolicyCommand, {action: 'show' | 'validate'}>

async function showOrValidate(command: ShowOrValidate, edge: Edge): Promise<Outcome> {
  if (command.action === 'validate' && command.file !== undefined) return validateFile(command.file, edge)
  const loaded = await policyInForce(edge)()
  if (loaded.kind === 'problems') return fail(loaded.problems, edge)
  switch (command.action) {
    case 'validate':
      for (const {layer, path} of loaded.files) edge.print(`valid: ${printable(path)} (${layer})\n`)
      if (loaded.files.length === 0) edge.print('there is no policy file; the built-in policy is in force\n')
      else await tellExceptions(loaded.policy, edge)
      return {kind: 'exit', code: exitCode.ok}
    case 'show':
      if (command.json) {
        const {digest, files} = loaded
        const {ignored} = loaded.policy
        const team = loaded.team === undefined ? null : teamJson(loaded.team)
        const values = policyRows(loaded.policy)
        edge.print(`${asciiJson({schema: 'sallyport/policy/1', digest, files, team, values, ignored})}\n`)
      } else {
        const team = loaded.team === undefined ? [] : teamLines(loaded.team, edge.now())
        for (const line of team) edge.print(`team: ${line}\n`)
        for (const line of policyLines(loaded.policy, edge.now())) edge.print(`${line}\n`)
      }
      return {kind: 'exit', code: exitCode.ok}
    default:
      return assertNever(command)
  }
}

/** Whether it is a policy; who could write it does not matter until it is in force. */
async function validateFile(file: string, edge: Edge): Promise<Outcome> {
  const path = resolve(edge.cwd, file)
  const {readPolicyFile} = await import('../../policy-files/read-policy-file.ts')
  const read = readPolicyFile(path)
  if (read.kind === 'problems') return fail(read.problems, edge)
  edge.print(`valid: ${printable(path)}\n`)
  const {mergePolicies} = await import('../../core/policy/merge.ts')
  const {reviewExceptions} = await import('../../core/policy/exception-review.ts')
  const alone = mergePolicies([{name: 'team', path, document: read.document, lines: read.lines}])
  await tellNotes(reviewExceptions(alone, undefined, edge.now()), edge)
  return {kind: 'exit', code: exitCode.ok}
}

/** Exceptions that are valid and worth a second look. */
async function tellExceptions(inForce: Policy, edge: Edge): Promise<void> {
  const {reviewInForce} = await import('./review.ts')
  await tellNotes(reviewInForce(inForce, edge).reviewed, edge)
}

async function tellNotes(reviewed: readonly ReviewedEntry[], edge: Edge): Promise<void> {
  const {exceptionNotes} = await import('../../report/exception-listing.ts')
  for (const line of exceptionNotes(reviewed)) edge.print(`note: ${line}\n`)
}

function fail(problems: readonly Problem[], edge: Edge): Outcome {
  for (const line of problemLines(problems)) edge.say(line)
  return {kind: 'exit', code: exitCode.policy}
}

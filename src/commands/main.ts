// The command line of `sallyport` itself: first word to command, outcome to the end of the process.

import {assertNever} from '../core/assert-never.ts'
import {exitCode} from '../core/exit-code.ts'
import {printable} from '../core/printable.ts'
import {endBySignal, endWithCode} from '../system/end-process.ts'
import type {Places} from '../system/places.ts'
import {processEdge} from '../system/process-edge.ts'
import {type CommandLine, parseCommandLine} from './command-line.ts'
import type {Edge, Outcome} from './edge.ts'
import {helpText} from './help.ts'
import {VERSION} from './version.ts'

export async function main(argv: readonly string[], places: Places, bundleFolder: string): Promise<void> {
  const edge = processEdge(places, bundleFolder)
  const outcome = await outcomeOf(argv, edge)
  if (outcome.kind === 'signal') endBySignal(outcome.signal)
  else endWithCode(outcome.code)
}

async function outcomeOf(argv: readonly string[], edge: ReturnType<typeof processEdge>): Promise<Outcome> {
  try {
    return await start(parseCommandLine(argv), edge, edge.input)
  } catch (error) {
    // Deny: a bug, or an environment so broken that nothing is known; the tool is not started.
    const {message, stack} = error instanceof Error ? error : new Error(String(error))
    edge.say(`sallyport: stopped by an error of its own: ${printable(message)}`)
    edge.say('hint: `sallyport doctor` looks for what is broken; SALLYPORT_DEBUG=1 shows where it happened')
    if (edge.environment.SALLYPORT_DEBUG === '1') edge.say(printable(stack ?? '').replaceAll('\\u{a}', '\n'))
    return {kind: 'exit', code: exitCode.internal}
  }
}

/** Commands are loaded when they are called, so that none pays for another. */
async function start(command: CommandLine, edge: Edge, input: () => NodeJS.ReadStream): Promise<Outcome> {
  switch (command.kind) {
    case 'run':
      return (await import('./run.ts')).run(command.tool, command.argv, edge)
    case 'check':
      return (await import('./check.ts')).check(command, edge)
    case 'names':
      return (await import('./names.ts')).names(command.ecosystem, command.json, input(), edge)
    case 'explain':
      return (await import('./explain.ts')).explain(command, edge)
    case 'doctor':
      return (await import('./doctor.ts')).doctor(edge)
    case 'cache':
      if (command.action === 'status') return (await import('./cache-status.ts')).cacheStatus(command.json, edge)
      return (await import('./cache-update.ts')).cacheUpdate(command, edge)
    case 'config':
      return (await import('./config.ts')).config(command, edge)
    case 'policy':
      return (await import('./policy/policy.ts')).policy(command, edge)
    case 'log':
      return (await import('./log/log.ts')).log(command, edge)
    case 'version':
      edge.print(`${VERSION}\n`)
      return {kind: 'exit', code: exitCode.ok}
    case 'help':
      edge.print(helpText)
      return {kind: 'exit', code: exitCode.ok}
    case 'wrong':
      edge.say(`sallyport: ${printable(command.message)}`)
      edge.say(`hint: ${command.hint}`)
      return {kind: 'exit', code: exitCode.usage}
    default:
      return assertNever(command)
  }
}

// Step 10 of the road: the real tool, with its own environment back, and its end as ours.

import {assertNever} from '../core/assert-never.ts'
import {exitCode} from '../core/exit-code.ts'
import {printable} from '../core/printable.ts'
import {runTool} from '../system/run-tool.ts'
import type {Edge, Outcome} from './edge.ts'

/** `afterStart` is called once the tool runs. */
export async function startTool(
  executable: string,
  argv: readonly string[],
  edge: Edge,
  afterStart: () => Promise<void>,
): Promise<Outcome> {
  const end = await runTool(executable, argv, environmentForTool(edge.environment), afterStart)
  switch (end.kind) {
    case 'exited':
      return {kind: 'exit', code: end.code}
    case 'signalled':
      return {kind: 'signal', signal: end.signal}
    case 'not-started':
      edge.say(`sallyport: \`${printable(executable)}\` could not be started: ${end.message}`)
      return {kind: 'exit', code: end.isMissing ? exitCode.notFound : exitCode.notExecutable}
    default:
      return assertNever(end)
  }
}

/** The shim moves NODE_OPTIONS out of our own runtime's way; the tool gets it back as it was. */
function environmentForTool(environment: Edge['environment']): Edge['environment'] {
  const {SALLYPORT_NODE_OPTIONS: nodeOptions, ...rest} = environment
  return nodeOptions === undefined ? rest : {...rest, NODE_OPTIONS: nodeOptions}
}

// `sallyport policy add SOURCE --key KEY`: enrols in a team's policy.

import {exitCode} from '../../core/exit-code.ts'
import {printable} from '../../core/printable.ts'
import {readTeamSource} from '../../policy-files/team/team-source.ts'
import {addTeam} from '../../policy-files/team/update-team.ts'
import {readPublicKey} from '../../system/ed25519.ts'
import type {Edge, Outcome} from '../edge.ts'
import {askingTeam} from './asking-team.ts'
import type {PolicyCommand} from './command-line.ts'

export async function add(command: Extract<PolicyCommand, {action: 'add'}>, edge: Edge): Promise<Outcome> {
  const read = readTeamSource(command.source, edge.cwd)
  if (read.kind === 'wrong') return wrong(`the source cannot be taken: ${read.reason}`, read.hint, edge)
  const {source} = read
  const key = command.key === undefined ? undefined : readPublicKey(command.key)
  if (command.key !== undefined && key === undefined) {
    const form = 'a key is `sallyport-ed25519:` and 44 letters, as `sallyport policy keygen` prints it'
    return wrong(`\`${printable(command.key.slice(0, 80))}\` is no key`, form, edge)
  }
  if (key === undefined && source.kind !== 'file') {
    return wrong(
      'only a file on this machine is taken without a signature',
      'say `--key KEY` in place of `--unsigned`',
      edge,
    )
  }
  return askingTeam('added', edge, (settings) => addTeam({source, key, replace: command.replace}, settings))
}

function wrong(message: string, hint: string, edge: Edge): Outcome {
  edge.say(`sallyport: ${printable(message)}`)
  edge.say(`hint: ${printable(hint)}`)
  return {kind: 'exit', code: exitCode.usage}
}

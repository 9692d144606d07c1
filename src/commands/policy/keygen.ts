// `sallyport policy keygen --out FILE`: a new key to sign a team's policy with.

import {resolve} from 'node:path'
import {exitCode} from '../../core/exit-code.ts'
import {printable} from '../../core/printable.ts'
import {writeKeyFile} from '../../policy-files/team/key-file.ts'
import type {Edge, Outcome} from '../edge.ts'

/** The public key is all that standard output gets, so that a script can take it. */
export function keygen({out}: {readonly out: string}, edge: Edge): Outcome {
  const made = writeKeyFile(resolve(edge.cwd, out))
  if (made.kind === 'trouble') {
    edge.say(`sallyport: \`${printable(out)}\` ${printable(made.reason)}`)
    edge.say(`hint: ${printable(made.hint)}`)
    return {kind: 'exit', code: exitCode.undecided}
  }
  edge.say(`the private key is in \`${printable(out)}\`: keep it off the host that serves the policy`)
  edge.say('the public key, with which laptops are enrolled:')
  edge.print(`${made.publicKey}\n`)
  return {kind: 'exit', code: exitCode.ok}
}

// `sallyport log …`: which of its actions, and what is said when the log cannot be read.

import {AuditLogError} from '../../audit/audit-log.ts'
import {verifyAuditLog} from '../../audit/verify-log.ts'
import {asciiJson} from '../../core/ascii-json.ts'
import {assertNever} from '../../core/assert-never.ts'
import {exitCode} from '../../core/exit-code.ts'
import {printable} from '../../core/printable.ts'
import {verificationJson, verificationLines} from '../../report/log-verification.ts'
import type {Edge, Outcome} from '../edge.ts'
import {noMoment, parseMoment} from '../moment.ts'
import type {LogCommand, VerifyOptions} from './command-line.ts'

export async function log(command: LogCommand, edge: Edge): Promise<Outcome> {
  try {
    switch (command.action) {
      case 'list':
        return await (await import('./list.ts')).list(command, edge)
      case 'verify':
        return verify(command, edge)
      case 'forward':
        return await (await import('./forward.ts')).forward(command, edge)
      default:
        return assertNever(command)
    }
  } catch (error) {
    if (!(error instanceof AuditLogError)) throw error
    edge.say(`sallyport: ${printable(error.message)}`)
    edge.say('hint: `sallyport doctor` looks for what is broken')
    return {kind: 'exit', code: exitCode.undecided}
  }
}

function verify({json, since}: VerifyOptions, edge: Edge): Outcome {
  const moment = since === undefined ? undefined : parseMoment(since, edge.now(), 'beginning')
  if (since !== undefined && moment === undefined) return noMoment('--since', since, edge)
  const verification = verifyAuditLog(edge.places.state, moment)
  if (json) edge.print(`${asciiJson(verificationJson(verification))}\n`)
  else edge.print(`${verificationLines(verification).join('\n')}\n`)
  return {kind: 'exit', code: verification.isWhole ? exitCode.ok : exitCode.failed}
}

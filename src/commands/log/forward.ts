// `sallyport log --forward`: sends what was not sent yet. A judged command starts it in the background; a person may, too.

import {readAuditToken} from '../../audit/forward/audit-token.ts'
import {type Forwarded, type ForwardOrder, forwardLog} from '../../audit/forward/forward-log.ts'
import {assertNever} from '../../core/assert-never.ts'
import {exitCode} from '../../core/exit-code.ts'
import {isLoopback} from '../../core/loopback.ts'
import {type ForwardTarget, parseForwardTarget} from '../../core/policy/forward-target.ts'
import {printable} from '../../core/printable.ts'
import {plural} from '../../report/log-listing.ts'
import {problemLines} from '../../report/policy-problems.ts'
import {hostName} from '../../system/host-name.ts'
import {goThroughProxies} from '../../system/proxy.ts'
import type {Edge, Outcome} from '../edge.ts'
import {policyInForce} from '../policy-in-force.ts'
import {VERSION} from '../version.ts'
import type {ForwardOptions} from './command-line.ts'

/** Milliseconds for one batch. */
const PATIENCE = 15_000

export async function forward({after}: ForwardOptions, edge: Edge): Promise<Outcome> {
  const loaded = await policyInForce(edge)()
  if (loaded.kind === 'problems') {
    for (const line of problemLines(loaded.problems)) edge.say(line)
    return {kind: 'exit', code: exitCode.policy}
  }
  const {value: written} = loaded.policy.audit.forward
  const parsed = parseForwardTarget(written)
  if (parsed.kind === 'invalid' || parsed.target.kind === 'none') {
    edge.say('sallyport: the policy has no `audit.forward`, so the log is sent nowhere')
    edge.say('hint: `audit: {forward: https://…}` in your policy.yaml')
    return {kind: 'exit', code: exitCode.usage}
  }
  const {target} = parsed
  const token = readAuditToken(edge.places)
  const order: ForwardOrder = {
    written,
    target,
    after,
    now: edge.now,
    patience: PATIENCE,
    sender: {host: hostName(), version: VERSION, token: token.kind === 'token' ? token.token : undefined},
    // Deny: a token that others know proves nothing, and records that go round a proxy may not go at all.
    obstacle: token.kind === 'refused' ? token.reason : throughProxies(target, edge),
  }
  return tell(await forwardLog(edge.places.state, order), written, edge)
}

function throughProxies(target: ForwardTarget, {environment}: Edge): string | undefined {
  if (target.kind !== 'http' || isLoopback(new URL(target.url))) return undefined
  return goThroughProxies(environment)
}

function tell(forwarded: Forwarded, written: string, edge: Edge): Outcome {
  switch (forwarded.kind) {
    case 'sent':
      edge.print(`${plural(forwarded.count, 'record')} sent to ${printable(written)}\n`)
      return {kind: 'exit', code: exitCode.ok}
    case 'busy':
      edge.print('another process is sending the log already\n')
      return {kind: 'exit', code: exitCode.ok}
    case 'failed':
      edge.say(`sallyport: the log was not sent to ${printable(written)}: ${printable(forwarded.reason)}`)
      edge.say('hint: nothing is lost; it is tried again after the next judged command')
      return {kind: 'exit', code: exitCode.undecided}
    default:
      return assertNever(forwarded)
  }
}

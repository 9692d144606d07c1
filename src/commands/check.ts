// `sallyport check [--json] [--offline] -- <tool> <args…>`: read, gather and judge; nothing is asked, installed or recorded.

import type {Ecosystem} from '../core/artifact.ts'
import {asciiJson} from '../core/ascii-json.ts'
import {assertNever} from '../core/assert-never.ts'
import type {Decision} from '../core/decision.ts'
import {exitCode} from '../core/exit-code.ts'
import {printable} from '../core/printable.ts'
import {managerFor} from '../managers/all-managers.ts'
import {checkLines} from '../report/check-report.ts'
import {decisionJson} from '../report/decision-json.ts'
import {problemLines} from '../report/policy-problems.ts'
import {npmDefaultRegistry} from '../system/npm-default-registry.ts'
import {findRealTool} from '../system/real-tool.ts'
import {surroundingsOf} from '../system/surroundings.ts'
import {bestSubstitutions} from './best-substitutions.ts'
import type {Edge, Outcome} from './edge.ts'
import {invocationFor} from './invocation-for.ts'
import {judge} from './judge.ts'
import {nameFolders} from './name-folders.ts'
import {policyInForce} from './policy-in-force.ts'

export interface CheckOptions {
  readonly json: boolean
  /** Ask no registry about names that no list has. */
  readonly offline: boolean
  readonly tool: string
  readonly argv: readonly string[]
}

export async function check({json, offline, tool, argv}: CheckOptions, edge: Edge): Promise<Outcome> {
  const manager = await managerFor(tool)
  if (manager === undefined) {
    edge.say(`sallyport: \`${printable(tool)}\` is not a tool that sallyport stands in front of`)
    edge.say('hint: `sallyport check -- npm install express`')
    return {kind: 'exit', code: exitCode.usage}
  }
  const executable = findRealTool(tool, edge.environment.PATH)
  const invocation = invocationFor({tool, argv, executable}, manager, edge)
  const surroundings = surroundingsOf(edge.places.home, edge.cwd)
  const judged = await judge(invocation, {
    manager,
    surroundings,
    policy: policyInForce(edge),
    nameFolders: nameFolders(edge),
    defaultRegistry: () => (executable === undefined ? undefined : npmDefaultRegistry(executable)),
    isOffline: offline,
    now: edge.now(),
  })
  switch (judged.kind) {
    case 'passthrough':
      edge.print(
        json
          ? jsonLine({...report(tool, argv, nothingOf(manager.ecosystem)), rewrittenArgv: null})
          : `allow: ${printable(judged.reason)}\n`,
      )
      return {kind: 'exit', code: exitCode.ok}
    case 'error':
      edge.say(`sallyport: could not decide: ${printable(judged.message)}`)
      edge.say(`hint: ${printable(judged.hint)}`)
      return {kind: 'exit', code: exitCode.undecided}
    case 'policy-problems':
      edge.say('sallyport: could not decide: the policy cannot be used')
      for (const line of problemLines(judged.problems)) edge.say(line)
      return {kind: 'exit', code: exitCode.policy}
    case 'decided': {
      const substitutions = bestSubstitutions(judged.decision)
      const rewrittenArgv = substitutions.length > 0 ? manager.rewrite(invocation, substitutions) : null
      const whole = {...report(tool, argv, judged.decision), rewrittenArgv}
      edge.print(json ? jsonLine(whole) : `${checkLines(whole).join('\n')}\n`)
      return {kind: 'exit', code: codeFor(judged.decision.verdict)}
    }
    default:
      return assertNever(judged)
  }
}

function codeFor(verdict: Decision['verdict']): number {
  switch (verdict) {
    case 'allow':
      return exitCode.ok
    case 'ask':
    case 'unclear':
      return exitCode.unattended
    case 'block':
      return exitCode.refused
    default:
      return assertNever(verdict)
  }
}

function report(tool: string, argv: readonly string[], decision: Decision) {
  return {tool, argv, decision}
}

function jsonLine(whole: Parameters<typeof decisionJson>[0]): string {
  return `${asciiJson(decisionJson(whole))}\n`
}

function nothingOf(ecosystem: Ecosystem): Decision {
  return {
    ecosystem,
    verdict: 'allow',
    artifacts: [],
    unclear: [],
    sources: [],
    silentSources: [],
    data: {indexDate: null, feedDate: null},
  }
}

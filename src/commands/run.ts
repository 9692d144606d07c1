// `sallyport run <tool> -- <args…>`: the whole road, what a shim calls.

import {exitCode} from '../core/exit-code.ts'
import type {Invocation} from '../core/invocation.ts'
import {printable} from '../core/printable.ts'
import {managerFor} from '../managers/all-managers.ts'
import {withoutOuterGateway} from '../managers/npm/put-aside.ts'
import {observedLine} from '../report/observed.ts'
import {problemLines} from '../report/policy-problems.ts'
import {commandText, noteLines} from '../report/sentences.ts'
import {npmDefaultRegistry, registryByAsking} from '../system/npm-default-registry.ts'
import {findRealTool} from '../system/real-tool.ts'
import {surroundingsOf} from '../system/surroundings.ts'
import type {Edge, Outcome} from './edge.ts'
import {invocationFor} from './invocation-for.ts'
import {type Judged, judge} from './judge.ts'
import {nameFolders} from './name-folders.ts'
import {type PolicyInForce, policyInForce, problemSummary} from './policy-in-force.ts'
import {type Recorder, recorderFor} from './record-answer.ts'
import {refreshTeamPolicy} from './refresh-team-policy.ts'
import {settle} from './settle.ts'
import {startTool} from './start-tool.ts'

/** A substitution is judged like anything typed; a person who is asked more often than this is being led in a circle. */
const MOST_ROUNDS = 5

export async function run(tool: string, argv: readonly string[], outer: Edge): Promise<Outcome> {
  // Inside of another command's gateway, the person's own settings hold, and a gateway of its own.
  const edge = {...outer, environment: withoutOuterGateway(outer.environment)}
  const policy = policyInForce(edge)
  const recorder = recorderFor(tool, argv, edge, policy)
  const outcome = await walk(tool, argv, edge, policy, recorder)
  await recorder.finish()
  return outcome
}

async function walk(
  tool: string,
  argv: readonly string[],
  edge: Edge,
  policy: PolicyInForce,
  {record, finish}: Recorder,
): Promise<Outcome> {
  const manager = await managerFor(tool)
  if (manager === undefined) {
    edge.say(`sallyport: \`${printable(tool)}\` is not a tool that sallyport stands in front of`)
    edge.say('hint: `sallyport --help` lists them')
    return exit(exitCode.usage)
  }
  const executable = findRealTool(tool, edge.environment.PATH)
  if (executable === undefined) {
    edge.say(`sallyport: no \`${tool}\` on PATH besides sallyport's own shim`)
    edge.say(`hint: install \`${tool}\`, or put its folder on PATH`)
    return exit(exitCode.notFound)
  }
  const refresh = async (): Promise<void> => refreshTeamPolicy(await policy(), edge)
  const start = (words: readonly string[], alongside = finish): Promise<Outcome> =>
    startTool(executable, words, edge, alongside)
  const defaultRegistry = (): string | undefined => npmDefaultRegistry(executable)
  const askedRegistry = (): string | undefined => defaultRegistry() ?? registryByAsking(executable, edge.environment)

  if (edge.environment.SALLYPORT === 'off') {
    const loaded = await policy()
    if (loaded.kind === 'policy' && loaded.policy.bypass.value) {
      edge.say(`sallyport: off for this command (SALLYPORT=off): ${commandText(tool, argv)} is not judged`)
      await record('bypassed')
      return start(argv)
    }
    // Deny: a policy that cannot be used may be one that forbids it.
    const why =
      loaded.kind === 'policy' ? `policy: ${printable(loaded.policy.bypass.origin)}` : 'the policy cannot be used'
    edge.say(`sallyport: SALLYPORT=off is refused (${why})`)
  }

  const surroundings = surroundingsOf(edge.places.home, edge.cwd)
  const typed = invocationFor({tool, argv, executable}, manager, edge)
  const invocationOf = (words: readonly string[]): Invocation => ({...typed, argv: words})
  const judgeWords = (words: readonly string[]): Promise<Judged> =>
    judge(invocationOf(words), {
      manager,
      surroundings,
      policy,
      nameFolders: nameFolders(edge),
      cacheFolder: edge.places.cache,
      defaultRegistry,
      isOffline: false,
      now: edge.now(),
    })

  let words = argv
  let settled: ReadonlySet<string> = new Set()
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const judged = await judgeWords(words)
    if (judged.kind === 'passthrough') return start(words)
    if (judged.kind === 'error') {
      edge.say(`sallyport: stopped \`${commandText(tool, argv)}\`: ${printable(judged.message)}`)
      edge.say(`hint: ${printable(judged.hint)}`)
      await record('could not decide', {because: judged.message})
      return exit(exitCode.undecided)
    }
    if (judged.kind === 'policy-problems') {
      edge.say(`sallyport: stopped \`${commandText(tool, argv)}\`: the policy cannot be used`)
      for (const line of problemLines(judged.problems)) edge.say(line)
      await record('could not decide', {because: problemSummary(judged.problems)})
      return exit(exitCode.policy)
    }
    const {decision} = judged
    const invocation = invocationOf(words)
    const rewrittenArgv = words === argv ? null : words
    const detour = manager.detour?.(invocation, surroundings)
    const asking = {invocation, manager, policy: judged.policy, settled, record, edge}
    if (decision.verdict === 'allow') {
      for (const line of noteLines(decision)) edge.say(`sallyport: ${line}`)
      const observed = observedLine(decision)
      if (observed !== undefined) edge.say(`sallyport: ${observed}`)
      await record(rewrittenArgv ? 'substituted' : 'not asked', {decision, rewrittenArgv})
    } else {
      await refresh()
      const {withWays} = await import('./stop-by-lockfile.ts')
      const answer = await settle({...asking, decision: withWays(decision, detour?.locked() ?? [])})
      if (answer.kind === 'ended') return answer.outcome
      if (answer.kind === 'substituted') {
        words = answer.argv
        settled = answer.settled
        continue
      }
      await record(rewrittenArgv ? 'substituted' : answer.answer, {decision, rewrittenArgv})
    }
    // Beside the tool, where nobody waits for it; before a question, because a person may take their time.
    const alongside = async (): Promise<void> => {
      // Whatever goes wrong there, the tool runs.
      await refresh().catch(() => undefined)
      await finish()
    }
    if (detour === undefined) return start(words, alongside)
    const {throughGateway} = await import('./through-gateway.ts')
    const trip = {
      tool,
      argv: words,
      executable,
      detour,
      defaultRegistry: askedRegistry,
      ...judged,
      locked: detour.locked(),
      edge,
      afterStart: alongside,
    }
    const end = await throughGateway(trip, asking)
    if (end.kind === 'ended') return end.outcome
    words = end.argv
    settled = end.settled
  }
  edge.say(`sallyport: refused \`${commandText(tool, argv)}\`: asked ${MOST_ROUNDS} times without coming to an end`)
  edge.say('hint: type the command with the names that you want')
  return exit(exitCode.refused)
}

function exit(code: number): Outcome {
  return {kind: 'exit', code}
}

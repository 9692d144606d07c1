// `sallyport run <tool> -- <args…>`: the whole road, what a shim calls.

import {asciiJson} from '../core/ascii-json.ts'
import {assertNever} from '../core/assert-never.ts'
import {exitCode} from '../core/exit-code.ts'
import type {Invocation} from '../core/invocation.ts'
import {printable} from '../core/printable.ts'
import {managerFor} from '../managers/all-managers.ts'
import {decisionJson} from '../report/decision-json.ts'
import {observedLine} from '../report/observed.ts'
import {problemLines} from '../report/policy-problems.ts'
import {refusalLines} from '../report/refusal.ts'
import {commandText, noteLines} from '../report/sentences.ts'
import {npmDefaultRegistry} from '../system/npm-default-registry.ts'
import {findRealTool} from '../system/real-tool.ts'
import {surroundingsOf} from '../system/surroundings.ts'
import {bestSubstitutions} from './best-substitutions.ts'
import {decideByPerson} from './decide-by-person.ts'
import type {Edge, Outcome} from './edge.ts'
import {invocationFor} from './invocation-for.ts'
import {type Judged, judge} from './judge.ts'
import {nameFolders} from './name-folders.ts'
import {type PolicyInForce, policyInForce, problemSummary} from './policy-in-force.ts'
import {type Recorder, recorderFor} from './record-answer.ts'
import {refreshTeamPolicy} from './refresh-team-policy.ts'
import {startTool} from './start-tool.ts'

/** A substitution is judged like anything typed; a person who is asked more often than this is being led in a circle. */
const MOST_ROUNDS = 5

export async function run(tool: string, argv: readonly string[], edge: Edge): Promise<Outcome> {
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
      defaultRegistry: () => npmDefaultRegistry(executable),
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
    const rewrittenArgv = words === argv ? null : words
    if (decision.verdict === 'allow') {
      for (const line of noteLines(decision)) edge.say(`sallyport: ${line}`)
      const observed = observedLine(decision)
      if (observed !== undefined) edge.say(`sallyport: ${observed}`)
      await record(rewrittenArgv ? 'substituted' : 'not asked', {decision, rewrittenArgv})
      return start(words, async () => {
        await refresh()
        await finish()
      })
    }

    await refresh()
    const answer = await decideByPerson({invocation: invocationOf(words), manager, decision, settled, edge})
    switch (answer.kind) {
      case 'settled':
        await record(rewrittenArgv ? 'substituted' : 'confirmed', {decision, rewrittenArgv})
        return start(words)
      case 'substituted':
        words = answer.argv
        settled = answer.settled
        continue
      case 'nobody': {
        const isBlocked = decision.verdict === 'block'
        if (!isBlocked && judged.policy.unattended.value === 'allow') {
          await record('allowed unattended', {decision})
          return start(words)
        }
        const substitutions = bestSubstitutions(decision)
        const best = substitutions.length > 0 ? manager.rewrite(invocationOf(words), substitutions) : null
        if (edge.environment.SALLYPORT_OUTPUT === 'json') {
          edge.say(asciiJson(decisionJson({tool, argv: words, decision, rewrittenArgv: best})))
        } else {
          const nobody = isBlocked ? undefined : answer.reason
          const {exceptionCommand} = await import('../report/exception-hint.ts')
          const exception = exceptionCommand(decision, judged.policy)
          const refusal = {tool, argv: words, decision, rewrittenArgv: best, nobody, exception}
          for (const line of refusalLines(refusal)) edge.say(line)
        }
        await record(isBlocked ? 'refused by policy' : 'nobody to ask', {decision, because: answer.reason})
        return exit(isBlocked ? exitCode.refused : exitCode.unattended)
      }
      case 'refused':
        edge.say(
          `sallyport: refused \`${commandText(tool, words)}\`: ${answer.sentence}; nothing was fetched or changed`,
        )
        await record('refused by person', {decision, because: answer.because})
        return exit(exitCode.refused)
      case 'interrupted':
        await record('interrupted', {decision})
        return exit(exitCode.interrupted)
      default:
        return assertNever(answer)
    }
  }
  edge.say(`sallyport: refused \`${commandText(tool, argv)}\`: asked ${MOST_ROUNDS} times without coming to an end`)
  edge.say('hint: type the command with the names that you want')
  return exit(exitCode.refused)
}

function exit(code: number): Outcome {
  return {kind: 'exit', code}
}

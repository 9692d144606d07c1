// `sallyport policy exceptions [FILE]`: every exception with its state. `--strict` fails where one ended or excuses too much, for
// the CI of a team's policy.

import {resolve} from 'node:path'
import {asciiJson} from '../../core/ascii-json.ts'
import {exitCode} from '../../core/exit-code.ts'
import {reviewExceptions} from '../../core/policy/exception-review.ts'
import {mergePolicies} from '../../core/policy/merge.ts'
import type {Problem} from '../../policy-files/problem.ts'
import {readPolicyFile} from '../../policy-files/read-policy-file.ts'
import {exceptionLines, exceptionsJson} from '../../report/exception-listing.ts'
import {problemLines} from '../../report/policy-problems.ts'
import type {Edge, Outcome} from '../edge.ts'
import {policyInForce} from '../policy-in-force.ts'
import type {ExceptionsCommand} from './exception-command-line.ts'
import {type Review, reviewInForce} from './review.ts'

export async function exceptions(command: ExceptionsCommand, edge: Edge): Promise<Outcome> {
  const {file, json, strict, unusedAfterDays} = command
  const review = file === undefined ? await inForce(unusedAfterDays, edge) : ofFile(resolve(edge.cwd, file), edge.now())
  if ('problems' in review) {
    for (const line of problemLines(review.problems)) edge.say(line)
    return {kind: 'exit', code: exitCode.policy}
  }
  const {reviewed, record} = review
  if (json) edge.print(`${asciiJson(exceptionsJson(reviewed, record))}\n`)
  else if (reviewed.length === 0) edge.print('there are no exceptions\n')
  else for (const line of exceptionLines(reviewed)) edge.print(`${line}\n`)
  const isWrong = reviewed.some(({remarks}) => remarks.some(({code}) => code === 'expired' || code === 'too-broad'))
  return {kind: 'exit', code: strict && isWrong ? exitCode.failed : exitCode.ok}
}

interface Problems {
  readonly problems: readonly Problem[]
}

async function inForce(unusedAfterDays: number, edge: Edge): Promise<Review | Problems> {
  const loaded = await policyInForce(edge)()
  return loaded.kind === 'problems' ? loaded : reviewInForce(loaded.policy, edge, unusedAfterDays)
}

/** The file alone, as if it were the team's. What this machine remembers of exceptions says nothing about it. */
function ofFile(path: string, now: number): Review | Problems {
  const read = readPolicyFile(path)
  if (read.kind === 'problems') return read
  const {document, lines} = read
  const policy = mergePolicies([{name: 'team', path, document, lines}])
  return {reviewed: reviewExceptions(policy, undefined, now), record: undefined}
}

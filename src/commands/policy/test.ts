// `sallyport policy test [POLICY] [--fixtures FILE] [--as LAYER] [--json]`: judges the cases of a fixtures file by one policy file
// over the built-in policy. Reads nothing but the two files: no home, no names, no network, so that it says the same everywhere.

import {existsSync} from 'node:fs'
import {resolve} from 'node:path'
import {asciiJson} from '../../core/ascii-json.ts'
import {evaluate} from '../../core/evaluate.ts'
import {exitCode} from '../../core/exit-code.ts'
import {findingsOf, outcomeOf} from '../../core/outcome.ts'
import {mergePolicies} from '../../core/policy/merge.ts'
import type {Policy} from '../../core/policy/policy.ts'
import type {Fixture} from '../../policy-files/fixtures-schema.ts'
import {PROJECT_FILE} from '../../policy-files/policy-places.ts'
import type {Problem} from '../../policy-files/problem.ts'
import {fixturesPathFor, readFixtures} from '../../policy-files/read-fixtures.ts'
import {readStatedLayer} from '../../policy-files/stated-layer.ts'
import {pathKey} from '../../policy-files/yaml-values.ts'
import {problemLines} from '../../report/policy-problems.ts'
import {type CaseResult, type PolicyTest, policyTestJson, policyTestLines} from '../../report/policy-test.ts'
import type {Edge, Outcome} from '../edge.ts'
import type {TestCommand} from './command-line.ts'
import {statedCase} from './stated-case.ts'

/** Where no policy is named, the first of these that is in the working folder. */
const USUAL_FILES = ['policy.yaml', PROJECT_FILE] as const

export async function test(command: TestCommand, edge: Edge): Promise<Outcome> {
  const {json, as} = command
  const path = command.file ?? USUAL_FILES.find((name) => existsSync(resolve(edge.cwd, name)))
  if (path === undefined) {
    edge.say(`sallyport: no policy is named, and there is neither \`${USUAL_FILES.join('` nor `')}\` in this folder`)
    edge.say('hint: `sallyport policy test team.yaml`')
    return {kind: 'exit', code: exitCode.usage}
  }
  const fixturesPath = command.fixtures ?? fixturesPathFor(path)
  const stated = readStatedLayer(resolve(edge.cwd, path), path, as)
  const read = readFixtures(resolve(edge.cwd, fixturesPath), fixturesPath)
  if (stated.kind === 'problems' || read.kind === 'problems') {
    return fail(
      [stated, read].flatMap((one) => (one.kind === 'problems' ? one.problems : [])),
      edge,
    )
  }
  const policy = mergePolicies([stated.layer])
  const {cases, now = new Date(edge.now()).toISOString().slice(0, 10)} = read.document
  const results: CaseResult[] = []
  const problems: Problem[] = []
  for (const [index, fixture] of cases.entries()) {
    const place = read.positions.get(pathKey(['cases', index]))?.value
    const result = await resultOf(fixture, policy, Date.parse(now))
    if (typeof result !== 'string') results.push({...result, line: place?.line ?? 1})
    else {
      const position = read.positions.get(pathKey(['cases', index, 'artifact']))?.value ?? place
      problems.push({path: fixturesPath, ...(position ? {position} : {}), message: result})
    }
  }
  if (problems.length > 0) return fail(problems, edge)
  const {ignored, ecosystems} = policy
  const observed = Object.values(ecosystems).find(({mode}) => mode.value === 'observe')?.mode.origin
  const report: PolicyTest = {path, layer: stated.layer.name, ignored, observed, fixturesPath, now, results}
  edge.print(json ? `${asciiJson(policyTestJson(report))}\n` : `${policyTestLines(report).join('\n')}\n`)
  const isPassed = results.every(({isAsExpected}) => isAsExpected)
  return {kind: 'exit', code: isPassed ? exitCode.ok : exitCode.failed}
}

/** Text is what is wrong with the artifact. `now`: milliseconds since 1970. */
async function resultOf(fixture: Fixture, policy: Policy, now: number): Promise<Omit<CaseResult, 'line'> | string> {
  const stated = await statedCase(fixture)
  if (stated.kind === 'wrong') return `found \`${String(fixture.artifact)}\`, which ${stated.reason}`
  const {subject, judgeable} = stated
  const findings = findingsOf(evaluate(judgeable, policy, now))
  const got = outcomeOf(findings)
  const {expect, because = [], why} = fixture
  const missing = because.filter((code) => findings.every((finding) => finding.code !== code))
  return {
    subject,
    policy: policy.ecosystems[judgeable.ecosystem],
    expected: expect,
    because,
    why,
    got,
    findings,
    missing,
    isAsExpected: expect === got && missing.length === 0,
  }
}

function fail(problems: readonly Problem[], edge: Edge): Outcome {
  for (const line of problemLines(problems, 'sallyport policy test')) edge.say(line)
  return {kind: 'exit', code: exitCode.policy}
}

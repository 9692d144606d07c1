// `sallyport explain [--json] ARTIFACT`: everything known about one artifact, what every rule makes of it, and who said so.
// Offline; nothing is fetched, asked or recorded.

import {tmpdir} from 'node:os'
import {parseArtifactSpec} from '../core/artifact-spec.ts'
import {asciiJson} from '../core/ascii-json.ts'
import {evaluate} from '../core/evaluate.ts'
import type {Gathered} from '../core/evidence.ts'
import {exitCode} from '../core/exit-code.ts'
import {type Policy, settingFor} from '../core/policy/policy.ts'
import {printable} from '../core/printable.ts'
import {allRules} from '../core/rules/all-rules.ts'
import {managerFor} from '../managers/all-managers.ts'
import {type Explanation, explanationJson, explanationLines, type RuleLine} from '../report/explanation.ts'
import {problemLines} from '../report/policy-problems.ts'
import {loadNameData} from '../reputation/name-data.ts'
import {nameEvidence} from '../reputation/name-evidence.ts'
import {daysBetween} from '../reputation/name-status.ts'
import {surroundingsOf} from '../system/surroundings.ts'
import {advise} from './advise.ts'
import type {Edge, Outcome} from './edge.ts'
import {nameFolders} from './name-folders.ts'
import {policyInForce} from './policy-in-force.ts'

export interface ExplainOptions {
  readonly json: boolean
  readonly words: readonly string[]
}

export async function explain({json, words}: ExplainOptions, edge: Edge): Promise<Outcome> {
  const spec = parseArtifactSpec(words)
  if (spec.kind === 'wrong') return refuse(edge, spec.message, '`sallyport explain npm:lodash@^4`', exitCode.usage)
  const manager = await managerFor(spec.tool)
  if (manager === undefined) throw new Error(`${spec.tool} has no reader`)
  // Read where no project's files are, so that the artifact alone is read.
  const folder = tmpdir()
  const invocation = {...spec, cwd: folder, environment: edge.environment}
  const intent = manager.read(invocation, surroundingsOf(edge.places.home, folder))
  const [artifact] = intent.kind === 'fetch' ? intent.artifacts : []
  if (intent.kind !== 'fetch' || artifact === undefined) {
    const reason = intent.kind === 'error' ? intent.message : `\`${words.join(' ')}\` names no artifact`
    return refuse(edge, reason, '`sallyport explain npm:lodash@^4`', exitCode.usage)
  }
  const data = loadNameData(nameFolders(edge), manager.ecosystem, edge.now())
  if (data.kind === 'missing') {
    const reason = `the name index \`${data.path}\` cannot be used: ${data.reason}`
    return refuse(edge, reason, 'run `install.sh` again to repair the installation', exitCode.undecided)
  }
  const loaded = await policyInForce(edge)()
  if (loaded.kind === 'problems') {
    for (const line of problemLines(loaded.problems)) edge.say(line)
    return {kind: 'exit', code: exitCode.policy}
  }
  const {ecosystem} = manager
  const named = await nameEvidence([artifact], data.index)
  const advised = await advise(named, {cacheFolder: edge.places.cache, ecosystem, now: edge.now()})
  for (const {message} of advised.unclear)
    edge.say(`sallyport: \`${printable(artifact.requested)}\` ${printable(message)}`)
  const [gathered] = advised.gathered
  if (gathered === undefined) throw new Error('no evidence of one artifact')
  const {date, size} = data.index
  const index = {date, size, ageInDays: daysBetween(date, edge.now()), path: data.path}
  const explanation = {...explanationOf(gathered, loaded.policy, edge.now()), index}
  edge.print(json ? `${asciiJson(explanationJson(explanation))}\n` : `${explanationLines(explanation).join('\n')}\n`)
  return {kind: 'exit', code: exitCode.ok}
}

function explanationOf(gathered: Gathered, policy: Policy, now: number): Omit<Explanation, 'index'> {
  const {ecosystem} = gathered.artifact
  const decision = evaluate({ecosystem, gathered: [gathered], unclear: [], sources: []}, policy, now)
  const findings = decision.artifacts.flatMap((judged) => judged.findings)
  const rules = allRules.map(({code, meaning, needs}): RuleLine => {
    const finding = findings.find((one) => one.code === code)
    const {action, origin, lockedBy} = settingFor(policy.ecosystems[ecosystem], code)
    // What a `deny` list refuses is no rule that a policy could set.
    const quiet = {action: code === 'denied' ? ('block' as const) : action, origin}
    const said = finding === undefined ? quiet : {action: finding.severity, origin: finding.origin}
    const unasked = needs !== undefined && gathered.evidence[needs] === undefined ? needs : undefined
    return {code, meaning, ...said, lockedBy, finding, unasked}
  })
  return {artifact: gathered.artifact, verdict: decision.verdict, name: gathered.evidence.name, rules}
}

function refuse(edge: Edge, message: string, hint: string, code: number): Outcome {
  edge.say(`sallyport: ${printable(message)}`)
  edge.say(`hint: ${printable(hint)}`)
  return {kind: 'exit', code}
}

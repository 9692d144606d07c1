// `sallyport explain [--json] ARTIFACT`: everything known about one artifact, what every rule makes of it, and who said so.
// Offline; nothing is fetched, asked or recorded.

import {asciiJson} from '../core/ascii-json.ts'
import {exitCode} from '../core/exit-code.ts'
import {printable} from '../core/printable.ts'
import {explanationLines} from '../report/explanation.ts'
import {explanationJson} from '../report/explanation-json.ts'
import {problemLines} from '../report/policy-problems.ts'
import {loadNameData} from '../reputation/name-data.ts'
import {nameEvidence} from '../reputation/name-evidence.ts'
import {daysBetween} from '../reputation/name-status.ts'
import {artifactOfWords} from './artifact-of-words.ts'
import type {Edge, Outcome} from './edge.ts'
import {explanationOf} from './explanation-of.ts'
import {nameFolders} from './name-folders.ts'
import {policyInForce} from './policy-in-force.ts'

export interface ExplainOptions {
  readonly json: boolean
  readonly words: readonly string[]
}

export async function explain({json, words}: ExplainOptions, edge: Edge): Promise<Outcome> {
  const named = await artifactOfWords(words, edge)
  if (named.kind === 'wrong') return refuse(edge, named.message, '`sallyport explain npm:lodash@^4`', exitCode.usage)
  const {artifact, manager} = named
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
  const [gathered] = await nameEvidence([artifact], data.index)
  if (gathered === undefined) throw new Error('no evidence of one artifact')
  const {date, size} = data.index
  const index = {date, size, ageInDays: daysBetween(date, edge.now()), path: data.path}
  const explanation = {...explanationOf(gathered, loaded.policy, edge.now()), index}
  edge.print(json ? `${asciiJson(explanationJson(explanation))}\n` : `${explanationLines(explanation).join('\n')}\n`)
  return {kind: 'exit', code: exitCode.ok}
}

function refuse(edge: Edge, message: string, hint: string, code: number): Outcome {
  edge.say(`sallyport: ${printable(message)}`)
  edge.say(`hint: ${printable(hint)}`)
  return {kind: 'exit', code}
}

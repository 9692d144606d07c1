// Everything that a command was judged by, as a part of its line in the audit log: the same goes into `evaluate` again.

import {type Decision, unjudgedParts} from '../decision.ts'
import type {Judgeable} from '../evaluate.ts'
import type {Gathered} from '../evidence.ts'
import type {ConfiguredSource} from '../invocation.ts'
import {redactUrl} from '../redact.ts'
import {artifactWords, readArtifact, writeArtifact} from './artifact-facts.ts'
import {below, type Complain, type JsonObject, list, record, text, word} from './codec.ts'
import {factorIn, factorOut} from './usual-facts.ts'

const ecosystemWord = word('npm', 'pypi', 'docker')
const sentences = list(text)
const sources = list(record<ConfiguredSource>({setting: text, value: text, setBy: text}))

/** What every artifact of the line has that does not say otherwise stands under `usual`. */
export function writeJudgeable(decision: Decision): JsonObject {
  const {usual, items} = factorOut(decision.artifacts.map(writeArtifact))
  return {
    ecosystem: decision.ecosystem,
    artifacts: items,
    ...(usual === undefined ? {} : {usual}),
    unclear: unjudgedParts(decision).map(redactUrl),
    sources: sources.write(decision.sources),
  }
}

/** Other keys of the line are not looked at. Undefined after a complaint. */
export function readJudgeable(line: Readonly<Record<string, unknown>>, complain: Complain): Judgeable | undefined {
  const ecosystem = ecosystemWord.read(line.ecosystem, below('ecosystem', complain))
  const gathered = readArtifacts(line, complain)
  const unclear = sentences.read(line.unclear, below('unclear', complain))
  const configured = sources.read(line.sources, below('sources', complain))
  if (ecosystem === undefined || gathered === undefined || unclear === undefined || configured === undefined) {
    return undefined
  }
  return {ecosystem, gathered, unclear: unclear.map((message) => ({message})), sources: configured}
}

function readArtifacts({artifacts, usual}: Readonly<Record<string, unknown>>, complain: Complain) {
  const complainBelow = below('artifacts', complain)
  if (!Array.isArray(artifacts)) return complainBelow([], 'is no list')
  const items = factorIn(usual, artifacts, artifactWords, below('usual', complain))
  if (items === undefined) return undefined
  const gathered: Gathered[] = []
  for (const [index, item] of items.entries()) {
    const one = readArtifact(item, below(index, complainBelow))
    // One that cannot be read is enough: there may be thousands.
    if (one === undefined) return undefined
    gathered.push(one)
  }
  return gathered
}

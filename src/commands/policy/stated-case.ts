// A case of a fixtures file as what `evaluate` takes. Deterministic: nothing is read but the case.

import {posix} from 'node:path'
import {readLoggedLine} from '../../audit/logged-command.ts'
import type {Artifact} from '../../core/artifact.ts'
import {parseArtifactSpec} from '../../core/artifact-spec.ts'
import type {Judgeable} from '../../core/evaluate.ts'
import {readArtifact, source} from '../../core/facts/artifact-facts.ts'
import {readEvidence} from '../../core/facts/evidence-facts.ts'
import type {ConfiguredSource, Surroundings} from '../../core/invocation.ts'
import {managerFor} from '../../managers/all-managers.ts'
import type {Fixture} from '../../policy-files/fixtures-schema.ts'

export type StatedCase =
  | {readonly kind: 'judgeable'; readonly subject: string; readonly judgeable: Judgeable}
  /** The end of a sentence about the artifact. */
  | {readonly kind: 'wrong'; readonly reason: string}

/** No file, no folder, no home: the same on every machine. */
const NOTHING_AROUND: Surroundings = {
  readFile: () => ({kind: 'absent'}),
  isDirectory: () => false,
  resolvePath: (...segments) => posix.resolve('/', ...segments),
  workspaceFolders: () => [],
  home: '/',
}

const ignore = (): undefined => undefined

/** For what the schema lets through. */
export async function statedCase({artifact, line, from, facts = {}}: Fixture): Promise<StatedCase> {
  if (line !== undefined) {
    const logged = readLoggedLine(line)
    if (logged.kind !== 'command') return {kind: 'wrong', reason: logged.reason}
    return {kind: 'judgeable', subject: [logged.tool, ...logged.argv].join(' '), judgeable: logged.judgeable}
  }
  if (typeof artifact !== 'string') {
    const gathered = readArtifact(artifact, ignore)
    if (gathered === undefined) return {kind: 'wrong', reason: 'is no artifact'}
    const {ecosystem, requested} = gathered.artifact
    const judgeable = {ecosystem, gathered: [gathered], unclear: [], sources: []}
    return {kind: 'judgeable', subject: `${ecosystem}:${requested}`, judgeable}
  }
  const read = await readSpec(artifact)
  if (read.kind === 'wrong') return read
  const {unclear} = read
  const [place, ...more] = Array.isArray(from) ? (from as readonly unknown[]) : [from]
  const stated = place === undefined ? undefined : source.read(place, ignore)
  const placed = stated === undefined ? read.artifact : {...read.artifact, source: stated}
  const sources = more.map(
    (value): ConfiguredSource => ({setting: 'extra-index-url', value: String(value), setBy: 'from'}),
  )
  const gathered = [{artifact: placed, evidence: readEvidence(facts, ignore)}]
  return {kind: 'judgeable', subject: artifact, judgeable: {ecosystem: placed.ecosystem, gathered, unclear, sources}}
}

type ReadSpec =
  | {readonly kind: 'artifact'; readonly artifact: Artifact; readonly unclear: Judgeable['unclear']}
  | {readonly kind: 'wrong'; readonly reason: string}

/** As the tool itself reads it where it has no configuration. */
async function readSpec(text: string): Promise<ReadSpec> {
  const spec = parseArtifactSpec([text])
  const manager = spec.kind === 'command' ? await managerFor(spec.tool) : undefined
  if (spec.kind !== 'command' || manager === undefined) return {kind: 'wrong', reason: 'is no artifact'}
  const intent = manager.read({tool: spec.tool, argv: spec.argv, cwd: '/', environment: {}}, NOTHING_AROUND)
  if (intent.kind === 'error') return {kind: 'wrong', reason: `cannot be read: ${intent.message}`}
  if (intent.kind === 'passthrough') return {kind: 'wrong', reason: 'names nothing that is fetched'}
  const [artifact] = intent.artifacts
  if (artifact !== undefined) return {kind: 'artifact', artifact, unclear: intent.unclear}
  return {kind: 'wrong', reason: `cannot be read: ${intent.unclear[0]?.message ?? 'it names nothing'}`}
}

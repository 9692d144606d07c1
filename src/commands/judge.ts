// Steps 2 to 4 of the road: read the command line, gather evidence, judge. Asks nothing, runs nothing, writes nothing.

import type {Artifact} from '../core/artifact.ts'
import type {Decision} from '../core/decision.ts'
import {canonicalImage} from '../core/docker-reference.ts'
import {evaluate} from '../core/evaluate.ts'
import type {Evidence, Gathered} from '../core/evidence.ts'
import type {Intent, Invocation, PackageManager, Surroundings} from '../core/invocation.ts'
import type {NameJudgement} from '../core/name-judgement.ts'
import {judgeRegistryHost} from '../core/names/docker/judge-host.ts'
import {judgeImageName} from '../core/names/judge-image.ts'
import {type Distance, judgeName} from '../core/names/judge-name.ts'
import type {NameIndex} from '../core/names/name-index.ts'
import type {Policy} from '../core/policy.ts'
import {loadNameData, type NameFolders} from '../reputation/name-data.ts'

export type Judged =
  | {readonly kind: 'passthrough'; readonly reason: string}
  | {readonly kind: 'error'; readonly message: string; readonly hint: string}
  | {readonly kind: 'decided'; readonly command: string; readonly decision: Decision}

export interface JudgeSettings {
  readonly manager: PackageManager
  readonly surroundings: Surroundings
  readonly policy: Policy
  readonly nameFolders: NameFolders
  /** Milliseconds of the epoch. */
  readonly now: number
}

export async function judge(
  invocation: Invocation,
  {manager, surroundings, policy, nameFolders, now}: JudgeSettings,
): Promise<Judged> {
  const intent: Intent = manager.read(invocation, surroundings)
  if (intent.kind !== 'fetch') return intent
  const names = loadNameData(nameFolders, manager.ecosystem, now)
  if (names.kind === 'missing') {
    // Deny: without the name index nothing can be said of any name.
    return {
      kind: 'error',
      message: `the name index \`${names.path}\` cannot be used: ${names.reason}`,
      hint: 'run `install.sh` again to repair the installation',
    }
  }
  let gathered = gather(intent.artifacts, names.index)
  if (manager.ecosystem !== 'docker' && gathered.some(({evidence}) => (evidence.name?.suggestions.length ?? 0) > 1)) {
    // Several candidates compete; on every other command the library that tells them apart is not loaded.
    const {default: levenshtein} = await import('fast-levenshtein')
    gathered = gather(intent.artifacts, names.index, levenshtein.get)
  }
  const {unclear, sources, command} = intent
  return {kind: 'decided', command, decision: evaluate({gathered, unclear, sources}, policy)}
}

function gather(artifacts: readonly Artifact[], index: NameIndex, distance?: Distance): readonly Gathered[] {
  return artifacts.map((artifact) => ({artifact, evidence: evidenceFor(artifact, index, distance)}))
}

function evidenceFor(artifact: Artifact, index: NameIndex, distance?: Distance): Evidence {
  if (artifact.name === '' || artifact.source.kind !== 'registry') return {silent: []}
  const indexDate = index.date
  if (artifact.ecosystem !== 'docker') return {name: judgeName(artifact.name, index, distance), indexDate, silent: []}
  const image = canonicalImage(artifact.name)
  const registryHost: NameJudgement = judgeRegistryHost(image.host)
  return {name: judgeImageName(image, index), registryHost, indexDate, silent: []}
}

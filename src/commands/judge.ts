// Steps 2 to 4 of the road: read the command line, gather evidence, judge. Asks nothing, runs nothing, writes nothing.

import {join} from 'node:path'
import type {Artifact} from '../core/artifact.ts'
import type {Decision} from '../core/decision.ts'
import {canonicalImage} from '../core/docker-reference.ts'
import {evaluate} from '../core/evaluate.ts'
import type {Evidence, Gathered} from '../core/evidence.ts'
import type {Intent, Invocation, PackageManager, Surroundings} from '../core/invocation.ts'
import type {NameJudgement} from '../core/name-judgement.ts'
import {judgeImageName, judgeRegistryHost} from '../core/names/judge-image.ts'
import {type Distance, judgeName} from '../core/names/judge-name.ts'
import type {NameIndex} from '../core/names/name-index.ts'
import type {EcosystemPolicy} from '../core/policy/policy.ts'
import type {Problem} from '../policy-files/problem.ts'
import {loadNameData} from '../reputation/name-data.ts'
import type {PolicyInForce} from './policy-in-force.ts'

export type Judged =
  | {readonly kind: 'passthrough'; readonly reason: string}
  | {readonly kind: 'error'; readonly message: string; readonly hint: string}
  /** The policy is broken or not to be trusted; what it would say of this command is not known. */
  | {readonly kind: 'policy-problems'; readonly problems: readonly Problem[]}
  | {
      readonly kind: 'decided'
      readonly command: string
      readonly decision: Decision
      readonly policy: EcosystemPolicy
    }

export interface JudgeSettings {
  readonly manager: PackageManager
  readonly surroundings: Surroundings
  readonly policy: PolicyInForce
  /** The folder of the bundle, with the name indexes in `data/`. */
  readonly bundleFolder: string
  /** Milliseconds since 1970. */
  readonly now: number
}

export async function judge(
  invocation: Invocation,
  {manager, surroundings, policy, bundleFolder, now}: JudgeSettings,
): Promise<Judged> {
  const intent: Intent = manager.read(invocation, surroundings)
  if (intent.kind !== 'fetch') return intent
  const loaded = await policy()
  if (loaded.kind === 'problems') return {kind: 'policy-problems', problems: loaded.problems}
  const names = loadNameData(join(bundleFolder, 'data'), manager.ecosystem)
  if (names.kind === 'missing') {
    // Deny: without the name index nothing can be said of any name.
    return {
      kind: 'error',
      message: `the name index \`${names.path}\` cannot be used: ${names.reason}`,
      hint: 'run `install.sh` again to repair the installation',
    }
  }
  let gathered = gather(intent.artifacts, names.index)
  if (gathered.some(({evidence}) => (evidence.name?.suggestions.length ?? 0) > 1)) {
    // Several candidates compete; on every other command the library that tells them apart is not loaded.
    const {default: levenshtein} = await import('fast-levenshtein')
    gathered = gather(intent.artifacts, names.index, levenshtein.get)
  }
  const {unclear, sources, command} = intent
  const {ecosystem} = manager
  const decision = evaluate({ecosystem, gathered, unclear, sources}, loaded.policy, now)
  return {kind: 'decided', command, decision, policy: loaded.policy.ecosystems[ecosystem]}
}

function gather(artifacts: readonly Artifact[], index: NameIndex, distance?: Distance): readonly Gathered[] {
  return artifacts.map((artifact) => ({artifact, evidence: evidenceFor(artifact, index, distance)}))
}

function evidenceFor(artifact: Artifact, index: NameIndex, distance?: Distance): Evidence {
  if (artifact.name === '' || artifact.source.kind !== 'registry') return {silent: []}
  const indexDate = index.date
  if (artifact.ecosystem !== 'docker') return {name: judgeName(artifact.name, index, distance), indexDate, silent: []}
  const image = canonicalImage(artifact.name)
  const registryHost: NameJudgement = judgeRegistryHost(image.host, index)
  return {name: judgeImageName(image, index), registryHost, indexDate, silent: []}
}

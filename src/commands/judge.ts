// Steps 2 to 4 of the road: read the command line, gather evidence, judge. Asks nothing, runs nothing, writes nothing.

import type {Decision} from '../core/decision.ts'
import {evaluate} from '../core/evaluate.ts'
import type {Gathered} from '../core/evidence.ts'
import type {Intent, Invocation, PackageManager, Surroundings} from '../core/invocation.ts'
import type {Policy} from '../core/policy.ts'
import {loadNameData, type NameFolders} from '../reputation/name-data.ts'
import {nameEvidence} from '../reputation/name-evidence.ts'

export type Judged =
  | {readonly kind: 'passthrough'; readonly reason: string}
  | {readonly kind: 'error'; readonly message: string; readonly hint: string}
  | {readonly kind: 'decided'; readonly command: string; readonly decision: Decision}

export interface JudgeSettings {
  readonly manager: PackageManager
  readonly surroundings: Surroundings
  readonly policy: Policy
  readonly nameFolders: NameFolders
  /** npm's default registry, where it is known and may be asked. */
  readonly defaultRegistry: () => string | undefined
  readonly isOffline: boolean
  /** Milliseconds of the epoch. */
  readonly now: number
}

export async function judge(
  invocation: Invocation,
  {manager, surroundings, policy, nameFolders, defaultRegistry, isOffline, now}: JudgeSettings,
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
  const gathered = await nameEvidence(intent.artifacts, names.index)
  const {unclear, sources, command} = intent
  const decision = evaluate({gathered, unclear, sources}, policy)
  // Nothing is asked of a registry that a person may yet refuse.
  const strangers = decision.verdict === 'allow' && intent.isRegistryOpen === true ? strangersIn(gathered) : []
  if (isOffline || strangers.length === 0) return {kind: 'decided', command, decision}
  const {withRegistry} = await import('../reputation/registry-evidence.ts')
  const {goThroughProxies} = await import('../system/proxy.ts')
  const isReachable = goThroughProxies(invocation.environment) === undefined
  const asked = await withRegistry(gathered, strangers, {index: names.index, isReachable, defaultRegistry})
  return {kind: 'decided', command, decision: evaluate({gathered: asked, unclear, sources}, policy)}
}

/** What was typed and is in no list: it may not exist at all. */
function strangersIn(gathered: readonly Gathered[]): readonly Gathered[] {
  return gathered.filter(
    ({artifact, evidence}) =>
      artifact.requestedIn.kind === 'argv' &&
      evidence.name?.verdict === 'ok' &&
      evidence.name.popularity.kind === 'unlisted',
  )
}

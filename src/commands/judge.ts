// Steps 2 to 4 of the road: read the command line, gather evidence, judge. Asks nothing, runs nothing, writes nothing.

import type {Decision} from '../core/decision.ts'
import {evaluate} from '../core/evaluate.ts'
import type {Gathered} from '../core/evidence.ts'
import type {Intent, Invocation, PackageManager, Surroundings} from '../core/invocation.ts'
import type {NameIndex} from '../core/names/name-index.ts'
import type {EcosystemPolicy} from '../core/policy/policy.ts'
import type {Problem} from '../policy-files/problem.ts'
import {loadNameData, type NameFolders} from '../reputation/name-data.ts'
import {nameEvidence} from '../reputation/name-evidence.ts'
import {advise} from './advise.ts'
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
      readonly names: NameIndex
      /** Which policy judged. */
      readonly policyDigest: string
    }

export interface JudgeSettings {
  readonly manager: PackageManager
  readonly surroundings: Surroundings
  readonly policy: PolicyInForce
  readonly nameFolders: NameFolders
  /** The whole cache, `…/cache/sallyport`. */
  readonly cacheFolder: string
  /** npm's default registry, where it is known and may be asked. */
  readonly defaultRegistry: () => string | undefined
  readonly isOffline: boolean
  /** Milliseconds since 1970. */
  readonly now: number
}

export async function judge(
  invocation: Invocation,
  {manager, surroundings, policy, nameFolders, cacheFolder, defaultRegistry, isOffline, now}: JudgeSettings,
): Promise<Judged> {
  const intent: Intent = manager.read(invocation, surroundings)
  if (intent.kind !== 'fetch') return intent
  const loaded = await policy()
  if (loaded.kind === 'problems') return {kind: 'policy-problems', problems: loaded.problems}
  const names = loadNameData(nameFolders, manager.ecosystem, now)
  if (names.kind === 'missing') {
    // Deny: without the name index nothing can be said of any name.
    return {
      kind: 'error',
      message: `the name index \`${names.path}\` cannot be used: ${names.reason}`,
      hint: 'run `install.sh` again to repair the installation',
    }
  }
  const {sources, command} = intent
  const {ecosystem} = manager
  const named = await nameEvidence(intent.artifacts, names.index)
  const {gathered, unclear: silence} = await advise(named, {cacheFolder, ecosystem, now})
  const unclear = [...intent.unclear, ...silence]
  const decide = (evidence: readonly Gathered[]): Judged => {
    const team = loaded.team === undefined ? {} : {team: loaded.team}
    const decision = evaluate({ecosystem, gathered: evidence, unclear, sources, ...team}, loaded.policy, now)
    const {policy: whole, digest: policyDigest} = loaded
    return {
      kind: 'decided',
      command,
      decision,
      policy: whole.ecosystems[ecosystem],
      policyDigest,
      names: names.index,
    }
  }
  const offline = decide(gathered)
  // Nothing is asked of a registry that a person may yet refuse.
  const isSettled = isOffline || intent.isRegistryOpen !== true || offline.kind !== 'decided'
  const strangers = !isSettled && offline.decision.verdict === 'allow' ? strangersIn(gathered) : []
  if (strangers.length === 0) return offline
  const {withRegistry} = await import('../reputation/registry-evidence.ts')
  const {goThroughProxies} = await import('../system/proxy.ts')
  const isReachable = goThroughProxies(invocation.environment) === undefined
  return decide(await withRegistry(gathered, strangers, {index: names.index, isReachable, defaultRegistry}))
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

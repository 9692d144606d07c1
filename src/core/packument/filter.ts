// Takes the releases out of a packument that the policy holds back or blocks, so that npm's own resolver chooses among the others.
// What the policy would ask about stays: npm may never want it, and it is asked about when npm fetches it.

import type {Advisory} from '../advisory.ts'
import type {Artifact} from '../artifact.ts'
import type {Finding} from '../decision.ts'
import {judgeArtifact} from '../judge-artifact.ts'
import type {EcosystemPolicy} from '../policy/policy.ts'
import type {Moment} from '../release.ts'
import type {JsonObject} from './json.ts'
import {Packument} from './packument.ts'
import {releaseFacts} from './release-facts.ts'
import {type RemovingRules, removingRules} from './removing-rules.ts'
import {withoutVersions} from './without-versions.ts'

export interface FilterSettings {
  readonly policy: EcosystemPolicy
  /** The package and where it comes from; what it says of a version is replaced by each of them. */
  readonly artifact: Artifact
  /** What the feed has about one version; absent where it has nothing about the package, or where there is no feed. */
  readonly advisories?: ((version: string) => readonly Advisory[]) | undefined
  /** Versions that were asked for exactly, or that somebody has let through: they are not held back. Blocked they are all the same. */
  readonly kept?: ReadonlySet<string>
  readonly now: Moment
}

export interface RemovedVersion {
  readonly version: string
  readonly why: 'held-back' | 'blocked'
  /** Why, strictest action first; never empty. */
  readonly findings: readonly Finding[]
}

export type Filtered =
  /** Nothing is taken out: the bytes that came can be passed on. `observed`: what would be, where the policy only observes. */
  | {readonly kind: 'unchanged'; readonly observed: readonly RemovedVersion[]}
  | {readonly kind: 'filtered'; readonly json: JsonObject; readonly removed: readonly RemovedVersion[]}
  /** Every version is taken out. npm could only say that it finds none, so whoever asks says why. */
  | {readonly kind: 'emptied'; readonly json: JsonObject; readonly removed: readonly RemovedVersion[]}

export function filterPackument(packument: Packument, settings: FilterSettings): Filtered {
  const removing = removingRules(settings.policy, settings.artifact, settings.now)
  const removed: RemovedVersion[] = []
  let remaining = packument
  // What is taken out is no past that speaks for the releases after it, so those are judged again without it.
  for (;;) {
    const more = removedFrom(remaining, removing, settings)
    if (more.length === 0) break
    removed.push(...more)
    const json = withoutVersions(remaining, packument, new Set(more.map(({version}) => version)))
    remaining = new Packument(json, packument.name)
  }
  if (removed.length === 0) return {kind: 'unchanged', observed: []}
  if (settings.policy.mode.value === 'observe') return {kind: 'unchanged', observed: removed}
  return {kind: remaining.versions.length === 0 ? 'emptied' : 'filtered', json: remaining.json, removed}
}

function removedFrom(
  packument: Packument,
  removing: RemovingRules,
  settings: FilterSettings,
): readonly RemovedVersion[] {
  const removed: RemovedVersion[] = []
  for (const version of packument.versions) {
    if (packument.manifest(version) === undefined) {
      removed.push({version, why: 'blocked', findings: [NO_MANIFEST]})
      continue
    }
    const advisories = settings.advisories?.(version) ?? NONE
    if (!removing.mayRemove(packument.publishedAt(version), advisories)) continue
    const verdict = judgeVersion(packument, version, advisories, removing, settings)
    if (verdict !== undefined) removed.push(verdict)
  }
  return removed
}

const NONE: readonly Advisory[] = []

/** Deny: what stands there is no manifest, or one of another version or package; nobody can say what npm would make of it. */
const NO_MANIFEST: Finding = {
  code: 'unclear',
  severity: 'block',
  message: 'has no manifest of its own at its registry',
  origin: 'built-in',
}

function judgeVersion(
  packument: Packument,
  version: string,
  advisories: readonly Advisory[],
  {rules}: RemovingRules,
  {policy, artifact, kept, now}: FilterSettings,
): RemovedVersion | undefined {
  const release = releaseFacts(packument, version)
  const exact = {...artifact, specifier: version, requested: `${artifact.name}@${version}`}
  const evidence = {advisories, silent: [], ...(release === undefined ? {} : {release})}
  const {findings} = judgeArtifact({artifact: exact, evidence}, {policy, sources: [], now}, rules)
  const blocking = findings.filter(({severity}) => severity === 'block')
  const holding = kept?.has(version) === true ? [] : findings.filter(({severity}) => severity === 'hold-back')
  const reasons = [...blocking, ...holding]
  if (reasons.length === 0) return undefined
  return {version, why: blocking.length > 0 ? 'blocked' : 'held-back', findings: reasons}
}

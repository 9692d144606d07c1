// What a packument and a feed say of one release, as evidence. Where the release would not pass, the newest one that would is found
// as well: it is what a person is offered in its place.

import type {Evidence} from '../evidence.ts'
import {judgeArtifact} from '../judge-artifact.ts'
import type {FilterSettings} from './filter.ts'
import type {Packument} from './packument.ts'
import {releaseFacts} from './release-facts.ts'
import type {ReleaseChecks} from './signed-release.ts'
import {isPrerelease, type OrderedVersion} from './version-order.ts'

export type ReleaseEvidence = Pick<Evidence, 'release' | 'advisories' | 'passingVersion'>

export interface ReleaseSettings extends FilterSettings, ReleaseChecks {}

/** So many releases are tried: a package of which the newest hundred do not pass is not mended by its oldest. */
const MOST_TRIED = 100

export function releaseEvidence(packument: Packument, version: string, settings: ReleaseSettings): ReleaseEvidence {
  const evidence = evidenceOf(packument, version, settings, settings)
  if (passes(evidence, version, settings)) return evidence
  const passingVersion = newestPassing(packument, version, settings)
  return passingVersion === undefined ? evidence : {...evidence, passingVersion}
}

function evidenceOf(
  packument: Packument,
  version: string,
  settings: FilterSettings,
  checks: ReleaseChecks,
): ReleaseEvidence {
  const release = releaseFacts(packument, version, checks)
  const advisories = settings.advisories?.(version)
  return {...(release === undefined ? {} : {release}), ...(advisories === undefined ? {} : {advisories})}
}

function passes(evidence: ReleaseEvidence, version: string, {policy, artifact, now}: ReleaseSettings): boolean {
  const exact = {...artifact, specifier: version, requested: `${artifact.name}@${version}`}
  const gathered = {artifact: exact, evidence: {...evidence, silent: []}}
  return judgeArtifact(gathered, {policy, sources: [], now}).verdict === 'allow'
}

/** In the same major version, else below it, else above; no pre-release for a release, and nothing deprecated. */
function newestPassing(packument: Packument, version: string, settings: ReleaseSettings): string | undefined {
  const asked = packument.order.at(version)
  if (asked === undefined) return undefined
  const major = asked.parsed.major
  const others = packument.order.ascending.filter((one) => isOther(one, asked)).reverse()
  const nearestFirst = [
    ...others.filter(({parsed}) => parsed.major === major),
    ...others.filter(({parsed}) => parsed.major < major),
    ...others.filter(({parsed}) => parsed.major > major),
  ]
  let tried = 0
  for (const {version: other} of nearestFirst) {
    const manifest = packument.manifest(other)
    if (manifest === undefined || manifest.deprecated) continue
    // What was attested of the release that was asked about says nothing of this one.
    const {signatures} = settings
    if (passes(evidenceOf(packument, other, settings, {signatures}), other, settings)) return other
    tried++
    if (tried === MOST_TRIED) return undefined
  }
  return undefined
}

function isOther(one: OrderedVersion, asked: OrderedVersion): boolean {
  return one.version !== asked.version && (!isPrerelease(one) || isPrerelease(asked))
}

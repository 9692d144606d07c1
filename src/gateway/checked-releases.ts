// Judges by what takes more than a packument: signatures and attestations, and what earlier runs remember of a release.

import type {Artifact} from '../core/artifact.ts'
import type {Finding} from '../core/decision.ts'
import type {Evidence} from '../core/evidence.ts'
import {judgeArtifact} from '../core/judge-artifact.ts'
import type {Packument} from '../core/packument/packument.ts'
import {releaseFacts} from '../core/packument/release-facts.ts'
import type {ReleaseChecks} from '../core/packument/signed-release.ts'
import {type EcosystemPolicy, settingFor} from '../core/policy/policy.ts'
import type {Moment, Release} from '../core/release.ts'
import {isWithin} from '../core/release-age.ts'
import {allRules} from '../core/rules/all-rules.ts'
import {restsOnProvenance} from '../core/rules/publisher-changed.ts'
import type {Rule, RuleContext} from '../core/rules/rule.ts'
import type {ReleaseInterest, SeenPackage, YoungRelease} from './packument-judge.ts'

/** What the registry leaves out now says nothing of what is remembered. */
const NOT_OF_MEMORY: ReadonlySet<string> = new Set(['facts-unknown'])

export function releaseInterest(policy: EcosystemPolicy): ReleaseInterest {
  if (policy.mode.value === 'observe') return {signatures: false, unsigned: false}
  return {
    signatures: settingFor(policy, 'signature-invalid').action !== 'off',
    unsigned: stops(policy, 'facts-unknown'),
  }
}

/** `days`: how young a release is that any rule may speak of. */
export function youngReleases(packument: Packument, days: number, context: RuleContext): SeenPackage {
  const {modifiedAt} = packument
  const young = new Map<string, YoungRelease>()
  const isOld = modifiedAt !== undefined && !isWithin(modifiedAt, days, context.now)
  if (isOld || !packument.hasTimes) return {modifiedAt, young}
  const isProvenanceAsked = context.policy.mode.value !== 'observe' && stops(context.policy, 'publisher-changed')
  for (const version of packument.versions) {
    const publishedAt = packument.publishedAt(version)
    if (publishedAt === undefined || !isWithin(publishedAt, days, context.now)) continue
    const facts = releaseFacts(packument, version)
    if (facts === undefined) continue
    const isResting = isProvenanceAsked && restsOnProvenance(facts, context)
    young.set(version, {release: plain(facts.release, publishedAt), restsOnProvenance: isResting})
  }
  return {modifiedAt, young}
}

/** Without the packument that it was read from. */
function plain({version, ...release}: Release, publishedAt: Moment): Release {
  const {publisher, installScripts, hasInstallScript, hasProvenance, deprecated, license} = release
  return {version, publishedAt, publisher, installScripts, hasInstallScript, hasProvenance, deprecated, license}
}

export function findingsOnChecked(
  packument: Packument,
  artifact: Artifact,
  checks: ReleaseChecks,
  context: RuleContext,
): {readonly findings: readonly Finding[]; readonly evidence: Evidence} {
  const release = releaseFacts(packument, artifact.specifier, checks)
  const evidence: Evidence = {silent: [], ...(release === undefined ? {} : {release})}
  const codes = new Set([
    'signature-invalid',
    ...(checks.attested === undefined ? [] : ['publisher-changed']),
    ...(release?.release.isUnsigned === true ? ['facts-unknown'] : []),
  ])
  const rules = allRules.filter(({code}) => codes.has(code))
  return {findings: judgeArtifact({artifact, evidence}, context, {rules}).findings, evidence}
}

/** The rules that what is remembered of a release is judged by. */
export function rulesOfMemory(policy: EcosystemPolicy): readonly Rule[] {
  return allRules.filter(
    ({code, needs}) =>
      code === 'lockfile-poisoned' || (needs === 'release' && stops(policy, code) && !NOT_OF_MEMORY.has(code)),
  )
}

function stops(policy: EcosystemPolicy, code: string): boolean {
  const {action} = settingFor(policy, code)
  return action === 'ask' || action === 'block' || action === 'hold-back'
}

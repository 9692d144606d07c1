// Judges packuments by the rules and the policy: what is taken out of them, and what is to be asked about when npm wants it.

import type {Advisory} from '../core/advisory.ts'
import type {Artifact} from '../core/artifact.ts'
import type {Finding} from '../core/decision.ts'
import type {Evidence} from '../core/evidence.ts'
import {detachedFacts} from '../core/facts/release-facts.ts'
import type {Unclear} from '../core/invocation.ts'
import {judgeArtifact} from '../core/judge-artifact.ts'
import type {NameJudgement} from '../core/name-judgement.ts'
import {filterPackument} from '../core/packument/filter.ts'
import type {Packument} from '../core/packument/packument.ts'
import {releaseFacts} from '../core/packument/release-facts.ts'
import {isWholeNeeded} from '../core/packument/whole-needed.ts'
import {type EcosystemPolicy, settingFor} from '../core/policy/policy.ts'
import type {RuleCode} from '../core/policy/rule-table.ts'
import type {Moment} from '../core/release.ts'
import {isWithin} from '../core/release-age.ts'
import {allRules} from '../core/rules/all-rules.ts'
import {isNoStranger} from '../core/rules/new-package.ts'
import {contextAlone} from '../core/rules/rule-context.ts'
import {daysFor} from '../core/rules/rule-parameters.ts'
import {findingsOnChecked, releaseInterest, rulesOfMemory, youngReleases} from './checked-releases.ts'
import type {PackumentJudge, VersionVerdict, VersionVerdicts} from './packument-judge.ts'

/** What the feed has about the versions of one package. */
export type KnownAdvisories =
  | {readonly kind: 'none'}
  | {readonly kind: 'known'; readonly of: (version: string) => readonly Advisory[]}
  /** It was there when the command was judged, and does not answer any more. */
  | {readonly kind: 'silent'; readonly unclear: Unclear}

export type AdvisoriesOf = (name: string) => KnownAdvisories

export interface JudgeParts {
  readonly policy: EcosystemPolicy
  /** Stands for policy and feed. */
  readonly state: string
  readonly advisoriesOf: AdvisoriesOf
  readonly nameOf: (name: string) => NameJudgement | undefined
  readonly now: Moment
}

const NONE: readonly Advisory[] = []
const NOTHING: Evidence = {silent: []}

const NAME_RULES: ReadonlySet<string> = new Set(['dependency-confusion', 'registry-not-allowed'])

/** Milliseconds that clocks may differ by. */
const MOST_AHEAD = 60 * 60 * 1000

export function policyJudge(parts: JudgeParts): PackumentJudge {
  const {policy, state, advisoriesOf, nameOf, now} = parts
  const isObserving = policy.mode.value === 'observe'
  const context = contextAlone(policy, now)
  // What asks about a release; what holds it back or blocks it takes it out of the packument.
  const asking = allRules.filter(({code, needs}) => needs !== undefined && mayAsk(policy, code))
  const young = asking.filter(({onlyYoung}) => onlyYoung !== undefined)
  const days = Math.max(0, ...young.map(({code}) => daysFor(policy, code as RuleCode)))
  const isUnknownYoung = young.some(({onlyYoung}) => onlyYoung === 'maybe')
  const isNewPackageAsked = asking.some(({code}) => code === 'new-package')
  // About the name and where it comes from, whatever the version.
  const ofName = allRules.filter(({code}) => NAME_RULES.has(code))
  const beforeRelease = allRules.filter(({code, needs}) => code === 'denied' || needs === 'advisories')
  const ofMemory = [...beforeRelease, ...rulesOfMemory(policy)]
  const mostDays = Math.max(
    0,
    ...allRules.filter(({onlyYoung}) => onlyYoung !== undefined).map(({code}) => daysFor(policy, code as RuleCode)),
  )

  const isMuchUsed = (name: string): boolean => isNoStranger('npm', nameOf(name))

  const asked = (
    packument: Packument,
    artifact: Artifact,
    advisories: ((version: string) => readonly Advisory[]) | undefined,
    removed: ReadonlySet<string>,
  ): VersionVerdicts => {
    const verdicts = new Map<string, VersionVerdict>()
    const {createdAt} = packument
    const isNew =
      isNewPackageAsked && createdAt !== undefined && isWithin(createdAt, daysFor(policy, 'new-package'), now)
    let name: NameJudgement | undefined
    for (const version of packument.versions) {
      if (removed.has(version)) continue
      const known = advisories?.(version) ?? NONE
      const publishedAt = packument.publishedAt(version)
      const isYoung = publishedAt === undefined ? isUnknownYoung : isWithin(publishedAt, days, now)
      if (!isYoung && !isNew && known.length === 0) continue
      const release = releaseFacts(packument, version)
      // Also where the registry does not say when the package began: its first release then stands for that.
      name ??= isNewPackageAsked ? nameOf(packument.name) : undefined
      const evidence: Evidence = {
        advisories: known,
        silent: [],
        ...(release === undefined ? {} : {release}),
        ...(name === undefined ? {} : {name}),
      }
      const {findings} = judgeArtifact({artifact: exactly(artifact, version), evidence}, context, {rules: asking})
      const verdict = verdictOf(findings, evidence)
      if (verdict !== undefined) verdicts.set(version, verdict)
    }
    return verdicts
  }

  const self: PackumentJudge = {
    state,
    // Deny: whose clock is wrong is not known; by the earlier one, more is young.
    asOf: (servedAt) => (servedAt < now - MOST_AHEAD ? policyJudge({...parts, now: servedAt}) : self),
    isWholeNeeded: (packument) => !isObserving && isWholeNeeded(packument, policy, now, isMuchUsed(packument.name)),
    judge: (packument, registry) => {
      if (isObserving) return new Map()
      const artifact = artifactOf(packument.name, registry)
      const place = verdictOf(judgeArtifact({artifact, evidence: NOTHING}, context, {rules: ofName}).findings, NOTHING)
      if (place !== undefined) return new Map(packument.versions.map((version) => [version, place]))
      const known = advisoriesOf(packument.name)
      const silence = known.kind === 'silent' ? silent(known.unclear, policy) : undefined
      if (silence !== undefined) return new Map(packument.versions.map((version) => [version, silence]))
      const advisories = known.kind === 'known' ? known.of : undefined
      const filtered = filterPackument(packument, {policy, artifact, advisories, now})
      const removed = filtered.kind === 'unchanged' ? [] : filtered.removed
      const evidenceOf = (version: string): Evidence => {
        const release = releaseFacts(packument, version)
        return {advisories: advisories?.(version) ?? NONE, silent: [], ...(release === undefined ? {} : {release})}
      }
      const verdicts = new Map<string, VersionVerdict>(
        removed.map(({version, why, findings}) => [
          version,
          {kind: why === 'blocked' ? 'block' : 'hold-back', findings, evidence: evidenceOf(version)},
        ]),
      )
      for (const [version, verdict] of asked(packument, artifact, advisories, new Set(verdicts.keys())))
        verdicts.set(version, verdict)
      return detached(verdicts)
    },
    judgeVersion: (name, registry, version, locked) => {
      if (isObserving) return undefined
      const exact = exactly(artifactOf(name, registry), version)
      const known = advisoriesOf(name)
      const silence = known.kind === 'silent' ? silent(known.unclear, policy) : undefined
      if (silence !== undefined) return silence
      const advisories = known.kind === 'known' ? known.of(version) : NONE
      const [artifact, evidence, rules] =
        locked === undefined
          ? [exact, {advisories, silent: []}, beforeRelease]
          : [{...exact, locked: locked.entry}, {advisories, silent: [], release: locked.remembered}, ofMemory]
      return verdictOf(judgeArtifact({artifact, evidence}, context, {rules}).findings, evidence)
    },
    seen: (packument) => youngReleases(packument, mostDays, context),
    interest: releaseInterest(policy),
    judgeRelease: (packument, version, registry, checks) => {
      const artifact = exactly(artifactOf(packument.name, registry), version)
      const {findings, evidence} = findingsOnChecked(packument, artifact, checks, context)
      return {verdict: verdictOf(findings, evidence), notes: findings.filter(({severity}) => severity === 'note')}
    },
  }
  return self
}

/** So many newest versions are told of in full. */
const MOST_TOLD = 100

/** Verdicts are kept to the end of the run, packuments are not. */
function detached(verdicts: VersionVerdicts): VersionVerdicts {
  const from = verdicts.size - MOST_TOLD
  return new Map(
    Array.from(verdicts, ([version, verdict], index): [string, VersionVerdict] => {
      const {release, ...rest} = verdict.evidence
      if (release === undefined) return [version, verdict]
      const evidence = index < from ? rest : {...rest, release: detachedFacts(release)}
      return [version, {...verdict, evidence}]
    }),
  )
}

/** Deny: what the feed would have said of it is not known. Undefined where the policy lets pass what is unclear. */
function silent({message}: Unclear, policy: EcosystemPolicy): VersionVerdict | undefined {
  const {action, origin} = settingFor(policy, 'unclear')
  if (action === 'off' || action === 'note') return undefined
  const kind = action === 'block' ? 'block' : 'ask'
  return {kind, findings: [{code: 'unclear', severity: kind, message, origin}], evidence: {silent: ['advisories']}}
}

function mayAsk(policy: EcosystemPolicy, code: string): boolean {
  const {action} = settingFor(policy, code)
  return action === 'ask' || action === 'block'
}

function artifactOf(name: string, registry: string | undefined): Artifact {
  return {
    ecosystem: 'npm',
    requested: name,
    name,
    specifier: '',
    source: registry === undefined ? {kind: 'registry'} : {kind: 'registry', registry},
    requestedIn: {kind: 'argv', index: -1},
  }
}

function exactly(artifact: Artifact, version: string): Artifact {
  return {...artifact, specifier: version, requested: `${artifact.name}@${version}`}
}

function verdictOf(findings: readonly Finding[], evidence: Evidence): VersionVerdict | undefined {
  const serious = findings.filter(({severity}) => severity !== 'note')
  if (serious.length === 0) return undefined
  const isBlocked = serious.some(({severity}) => severity === 'block')
  return {kind: isBlocked ? 'block' : 'ask', findings: serious, evidence}
}

// The first rules over packuments: what the policy denies, what a feed calls malicious, and what was published too lately.

import semver from 'semver'
import type {Advisory} from '../core/advisory.ts'
import type {Artifact} from '../core/artifact.ts'
import type {Finding} from '../core/decision.ts'
import {excuseFindings} from '../core/policy/excuses.ts'
import {type Policy, settingFor} from '../core/policy/policy.ts'
import type {Packument} from './packument.ts'
import type {PackumentJudge, VersionVerdict, VersionVerdicts} from './packument-judge.ts'

/** The advisories about some versions of a package, by version. */
export type AdvisoryLookup = (name: string, versions: readonly string[]) => ReadonlyMap<string, readonly Advisory[]>

export interface JudgeParts {
  readonly policy: Policy
  /** Stands for policy and feed. */
  readonly state: string
  readonly advisories: AdvisoryLookup
  /** Milliseconds since 1970. */
  readonly now: number
}

const DAY = 24 * 60 * 60 * 1000

export function firstJudge({policy: whole, state, advisories, now}: JudgeParts): PackumentJudge {
  const policy = whole.ecosystems.npm
  const tooNew = settingFor(policy, 'too-new')
  const days = tooNew.days?.value ?? 0
  const severity = tooNew.action === 'off' ? 'note' : tooNew.action
  const isObserving = policy.mode.value === 'observe'
  const isAboutAge = tooNew.action !== 'off' && days > 0 && !isObserving

  const findingsOf = (
    artifact: Artifact,
    known: readonly Advisory[],
    publishedAt: number | undefined,
  ): readonly Finding[] => {
    const findings: Finding[] = []
    const denied = policy.deny.matches(artifact).find(({certainty}) => certainty === 'certain')
    if (denied !== undefined) {
      const {match, reason, origin} = denied.entry
      const message = `is denied by \`${match}\`${reason === undefined ? '' : `: ${reason}`}`
      findings.push({code: 'denied', severity: 'block', message, origin})
    }
    const malware = known.find(({kind}) => kind === 'malware')
    const {action, origin} = settingFor(policy, 'malware-known')
    if (malware !== undefined && action !== 'off') {
      findings.push({
        code: 'malware-known',
        severity: action,
        message: `is listed as malicious (${malware.id})`,
        origin,
      })
    }
    if (isAboutAge && publishedAt !== undefined && now - publishedAt < days * DAY) {
      const message = `was published ${ageText(now - publishedAt)} ago, less than ${days} days`
      findings.push({code: 'too-new', severity, message, origin: tooNew.origin})
    }
    return excuseFindings(artifact, findings, policy, now)
  }

  const artifactOf = (name: string, registry: string | undefined, version: string): Artifact => ({
    ecosystem: 'npm',
    requested: `${name}@${version}`,
    name,
    specifier: version,
    source: registry === undefined ? {kind: 'registry'} : {kind: 'registry', registry},
    requestedIn: {kind: 'argv', index: -1},
  })

  return {
    state,
    needsFull: ({modified, time}) => {
      if (!isAboutAge || time !== undefined) return false
      const changed = momentOf(modified)
      return changed === undefined || now - changed < days * DAY
    },
    judgeVersion: (name, registry, version) => {
      if (isObserving) return undefined
      const known = advisories(name, [version]).get(version) ?? []
      return verdictOf(findingsOf(artifactOf(name, registry, version), known, undefined))
    },
    judge: (name, registry, asked, full) => {
      const verdicts = new Map<string, VersionVerdict>()
      if (isObserving) return verdicts
      const versions = Object.keys(asked.versions)
      const known = advisories(name, versions)
      const times = timesOf(full ?? asked)
      for (const version of versions) {
        const artifact = artifactOf(name, registry, version)
        const verdict = verdictOf(findingsOf(artifact, known.get(version) ?? [], momentOf(times[version])))
        if (verdict !== undefined) verdicts.set(version, verdict)
      }
      return withMismatches(asked, verdicts)
    },
  }
}

function timesOf({time}: Packument): Readonly<Record<string, unknown>> {
  return typeof time === 'object' && time !== null ? time : {}
}

function momentOf(written: unknown): number | undefined {
  const moment = typeof written === 'string' ? Date.parse(written) : Number.NaN
  return Number.isNaN(moment) ? undefined : moment
}

const STRICTNESS = ['note', 'hold-back', 'ask', 'block'] as const

function verdictOf(findings: readonly Finding[]): VersionVerdict | undefined {
  const serious = findings
    .filter(({severity}) => severity !== 'note')
    .sort((a, b) => STRICTNESS.indexOf(b.severity) - STRICTNESS.indexOf(a.severity))
  const kind = serious[0]?.severity
  return kind === undefined || kind === 'note' ? undefined : {kind, findings: serious}
}

/** Deny: npm installs what an entry calls itself, and that is another version than the one that was judged. */
function withMismatches({versions}: Packument, verdicts: Map<string, VersionVerdict>): VersionVerdicts {
  for (const [version, manifest] of Object.entries(versions)) {
    const own = manifest.version
    if (own === version || own === undefined || isSameVersion(own, version)) continue
    const message = `calls itself another version, \`${String(own)}\``
    verdicts.set(version, {
      kind: 'block',
      findings: [{code: 'unclear', severity: 'block', message, origin: 'built-in'}],
    })
  }
  return verdicts
}

function isSameVersion(own: unknown, version: string): boolean {
  return typeof own === 'string' && semver.clean(own, {loose: true}) === semver.clean(version, {loose: true})
}

/** `5 hours`, `2 days`. */
function ageText(milliseconds: number): string {
  const hours = Math.max(0, Math.floor(milliseconds / (60 * 60 * 1000)))
  if (hours < 1) return 'less than an hour'
  const [count, unit] = hours < 48 ? [hours, 'hour'] : [Math.floor(hours / 24), 'day']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

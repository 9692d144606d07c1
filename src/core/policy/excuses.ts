// What `allow` and `exceptions` make of an artifact's findings: notes, where an entry surely covers the artifact and holds today.
// Also which rules they may excuse from at all, and which only after a second thought.

import type {Artifact} from '../artifact.ts'
import type {Excuse, Finding} from '../decision.ts'
import {isOver} from './day.ts'
import {type Allowed, type EcosystemPolicy, type Exception, LAYERS, type Listed, settingFor} from './policy.ts'

export function excuseFindings(
  artifact: Artifact,
  findings: readonly Finding[],
  policy: EcosystemPolicy,
  now: number,
): readonly Finding[] {
  const serious = findings.filter(({severity}) => severity !== 'note')
  if (serious.length === 0) return findings
  const allowed = surely(policy.allow.matches(artifact))
  const exceptions = surely(policy.exceptions.matches(artifact))
  if (allowed.length === 0 && exceptions.length === 0) return findings

  const expired = new Map<Allowed, Finding>()
  const holds = (entry: Allowed, finding: Finding): boolean => {
    if (entry.expires === undefined || !isOver(entry.expires, now)) return true
    expired.set(entry, finding)
    return false
  }
  const excused = findings.map((finding): Finding => {
    if (finding.severity === 'note') return finding
    const {code} = finding
    const mayExcuse = (entry: Listed): boolean => !isLockedAgainst(entry, policy, code)
    const exception = mayBeExcepted(code)
      ? exceptions.find((one) => isAbout(one, code) && mayExcuse(one) && holds(one, finding))
      : undefined
    if (exception !== undefined) return asNote(finding, 'exception', exception)
    const allow = mayBeAllowed(code) ? allowed.find((one) => mayExcuse(one) && holds(one, finding)) : undefined
    return allow === undefined ? finding : asNote(finding, 'allow', allow)
  })
  return [...excused, ...[...expired.keys()].map(expiredNote)]
}

function surely<Entry>(matches: readonly {readonly entry: Entry; readonly certainty: string}[]): readonly Entry[] {
  return matches.flatMap(({entry, certainty}) => (certainty === 'certain' ? [entry] : []))
}

function isAbout({rules}: Exception, code: string): boolean {
  return rules.some((rule) => rule === code)
}

/** What a file locks, no file after it excuses. */
export function isLockedAgainst({layer}: Listed, policy: EcosystemPolicy, code: string): boolean {
  const {lockedBy} = settingFor(policy, code)
  return lockedBy !== undefined && LAYERS.indexOf(layer) > LAYERS.indexOf(lockedBy)
}

function asNote(finding: Finding, by: Excuse['by'], {match, origin, reason}: Listed): Finding {
  const because = reason === undefined ? {} : {reason}
  return {...finding, severity: 'note', excused: {by, match, origin, ...because, from: finding.severity}}
}

function expiredNote({match, expires, origin}: Allowed): Finding {
  return {
    code: 'exception-expired',
    severity: 'note',
    message: `is no longer excused by \`${match}\`, which ended on ${expires}`,
    origin,
  }
}

/** `allow` speaks for a name. That it is known malware, denied, or comes from the wrong place is not said by its name. */
const NEVER_ALLOWED: ReadonlySet<string> = new Set([
  'denied',
  'malware-known',
  'dependency-confusion',
  'registry-not-allowed',
])

/** A `deny` list is mended in its own place. The others are about a command or an exception, not about an artifact. */
const NEVER_EXCEPTED: ReadonlySet<string> = new Set([
  'denied',
  'unclear',
  'data-old',
  'policy-old',
  'exception-expired',
])

/** What is excused by hand and with care, never because a refusal proposes it. */
const GRAVE: ReadonlySet<string> = new Set([
  'malware-known',
  'dependency-confusion',
  'registry-lookalike',
  'quarantined',
  'vulnerable',
])

/** About one version: excused for a whole name, the next bad version is excused too. */
const ABOUT_ONE_VERSION: ReadonlySet<string> = new Set(['malware-known', 'vulnerable'])

export function mayBeAllowed(code: string): boolean {
  return !NEVER_ALLOWED.has(code)
}

export function mayBeExcepted(code: string): boolean {
  return !NEVER_EXCEPTED.has(code)
}

export function isGrave(code: string): boolean {
  return GRAVE.has(code)
}

export function isAboutOneVersion(code: string): boolean {
  return ABOUT_ONE_VERSION.has(code)
}

import semver from 'semver'
import type {Advisory} from '../advisory.ts'
import type {Artifact, Ecosystem} from '../artifact.ts'
import type {Suggestion} from '../decision.ts'
import type {Evidence} from '../evidence.ts'
import {SEVERITIES, type Severity} from '../policy/rule-table.ts'
import {printableWithin} from '../printable.ts'
import {advisoryText} from './malware-known.ts'
import {passingSuggestion, versionSuggestion} from './other-version.ts'
import type {Rule} from './rule.ts'
import {severityFor} from './rule-parameters.ts'

export const vulnerable: Rule = {
  code: 'vulnerable',
  meaning:
    'a feed knows a vulnerability of this version, as severe as the policy says or worse, or of a severity that is not given',
  needs: 'advisories',
  judge(artifact, evidence, {policy}) {
    const known = evidence.advisories?.filter(({kind}) => kind === 'vulnerability') ?? []
    if (known.length === 0) return undefined
    const threshold = severityFor(policy, 'vulnerable')
    const severe = known
      .map((one) => withSeverity(one, known))
      .filter(({severity}) => rank(severity, threshold) >= SEVERITIES.indexOf(threshold))
      .sort((a, b) => worstFirst(a, b, threshold))
    if (severe.length === 0) return undefined
    return {message: sentence(severe, artifact), suggestions: fixes(artifact, evidence, severe)}
  },
}

/** Deny: how bad it is nobody has said, so it is as bad as what the policy asks about. */
function rank(severity: Severity | undefined, threshold: Severity): number {
  return SEVERITIES.indexOf(severity ?? threshold)
}

/** The same vulnerability has several names, and often one database of those that use them rates it. */
function withSeverity(advisory: Advisory, known: readonly Advisory[]): Advisory {
  if (advisory.severity !== undefined) return advisory
  const names = new Set([advisory.id, ...advisory.aliases])
  const twins = known.filter(({id, aliases}) => [id, ...aliases].some((name) => names.has(name)))
  const severity = SEVERITIES.findLast((one) => twins.some((twin) => twin.severity === one))
  return severity === undefined ? advisory : {...advisory, severity}
}

function worstFirst(a: Advisory, b: Advisory, threshold: Severity): number {
  const isRated = ({severity}: Advisory): number => Number(severity !== undefined)
  const difference = rank(b.severity, threshold) - rank(a.severity, threshold) || isRated(b) - isRated(a)
  return difference || (a.id < b.id ? -1 : 1)
}

function sentence(advisories: readonly Advisory[], {ecosystem}: Artifact): string {
  const [worst] = advisories
  if (worst === undefined) return ''
  const severity = worst.severity === undefined ? 'severity not given' : worst.severity
  const more = advisories.length === 1 ? '' : ` and ${advisories.length - 1} more`
  const fixed = fixedVersion(advisories, ecosystem)
  const fix = fixed === undefined ? 'no version is known to fix it' : `fixed in \`${printableWithin(fixed, 40)}\``
  const what = advisories.length === 1 ? 'a known vulnerability' : `${advisories.length} known vulnerabilities`
  return `has ${what}: ${advisoryText(worst, severity)}${more}; ${fix}`
}

/** The version that is behind every fix; undefined where one has none. */
function fixedVersion(advisories: readonly Advisory[], ecosystem: Ecosystem): string | undefined {
  const versions = advisories.map(({fixedIn}) => fixedIn)
  if (versions.some((one) => one === undefined)) return undefined
  return (versions as readonly string[]).reduce((a, b) => (isBehind(b, a, ecosystem) ? b : a))
}

function isBehind(version: string, other: string, ecosystem: Ecosystem): boolean {
  if (ecosystem === 'npm' && semver.valid(version) !== null && semver.valid(other) !== null) {
    return semver.gt(version, other)
  }
  return version.localeCompare(other, 'en', {numeric: true}) > 0
}

function fixes(artifact: Artifact, evidence: Evidence, advisories: readonly Advisory[]): readonly Suggestion[] {
  const passing = passingSuggestion(artifact, evidence)
  if (passing.length > 0) return passing
  const fixed = fixedVersion(advisories, artifact.ecosystem)
  return fixed === undefined ? [] : [versionSuggestion(artifact, fixed, 'fixes it', evidence.name)]
}

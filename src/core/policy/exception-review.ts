// What is worth a second look at the exceptions of a policy, and at what it allows for a time: those that ended or soon end, those
// that excuse nothing, and those that excuse more than one can want to. Judges the entries; changes nothing.

import type {Ecosystem} from '../artifact.ts'
import {dayAfter, daysSince, isOver, MOST_DAYS} from './day.ts'
import {isAboutOneVersion, isGrave, isLockedAgainst} from './excuses.ts'
import {hasVersion, type Pattern, parsePattern} from './pattern.ts'
import {type Allowed, type EcosystemPolicy, type Exception, LAYERS, type Policy} from './policy.ts'

export interface ReviewedEntry {
  readonly list: 'exceptions' | 'allow'
  readonly entry: Allowed & Partial<Pick<Exception, 'rules'>>
  /** Milliseconds since 1970; undefined where the record shows no use. */
  readonly lastUsed: number | undefined
  /** Empty for one that is fine. */
  readonly remarks: readonly Remark[]
}

export interface Remark {
  readonly code: 'expired' | 'ends-soon' | 'too-broad' | 'unused' | 'without-effect'
  /** A verb phrase about the entry, literals in backticks. */
  readonly sentence: string
}

/** What the audit log remembers of excuses. */
export interface UseRecord {
  /** Milliseconds since 1970 from which on every use is in it. */
  readonly since: number
  readonly uses: readonly PastUse[]
}

/** One finding that an entry made a note of. */
export interface PastUse {
  readonly time: number
  readonly code: string
  readonly by: 'allow' | 'exception'
  readonly match: string
  /** Path and line of then. */
  readonly origin: string
}

const SOON_DAYS = 14
/** From a shorter record nothing follows. */
const LEAST_RECORD_DAYS = 14
const DAY = 24 * 60 * 60 * 1000
const ECOSYSTEMS = ['npm', 'pypi', 'docker'] as const satisfies readonly Ecosystem[]

/** In the order of files and lines. `record` is undefined where nothing is known of the past. */
export function reviewExceptions(policy: Policy, record: UseRecord | undefined, now: number): readonly ReviewedEntry[] {
  const uses = new Map<string, number>()
  for (const {time, code, by, match, origin} of record?.uses ?? []) {
    const key = keyOfUse(by, match, origin, code)
    uses.set(key, Math.max(time, uses.get(key) ?? 0))
  }
  const lastUseOf = ({match, origin, rules}: ReviewedEntry['entry']): number | undefined => {
    const keys =
      rules === undefined
        ? [keyOfUse('allow', match, origin, '')]
        : rules.map((code) => keyOfUse('exception', match, origin, code))
    const times = keys.flatMap((key) => uses.get(key) ?? [])
    return times.length === 0 ? undefined : Math.max(...times)
  }
  const reviewed = ECOSYSTEMS.flatMap((home): readonly ReviewedEntry[] => {
    const {allow, exceptions} = policy.ecosystems[home]
    const review = (list: ReviewedEntry['list'], entry: ReviewedEntry['entry']): ReviewedEntry => {
      const lastUsed = lastUseOf(entry)
      return {list, entry, lastUsed, remarks: remarksOn(list, entry, policy.ecosystems[home], {record, lastUsed, now})}
    }
    return [
      ...allow.entries.map((entry) => review('allow', entry)),
      ...exceptions.entries.map((entry) => review('exceptions', entry)),
    ]
  })
  return reviewed
    .filter(({list, entry, remarks}) => list === 'exceptions' || entry.expires !== undefined || isBroad(remarks))
    .sort((a, b) => compareOrigins(a.entry, b.entry))
}

interface Circumstances {
  readonly record: UseRecord | undefined
  readonly lastUsed: number | undefined
  readonly now: number
}

function remarksOn(
  list: ReviewedEntry['list'],
  entry: ReviewedEntry['entry'],
  policy: EcosystemPolicy,
  {record, lastUsed, now}: Circumstances,
): readonly Remark[] {
  const {match, expires, rules} = entry
  const broad = broadness(match, list, rules, expires, now)
  const tooBroad: readonly Remark[] = broad === undefined ? [] : [{code: 'too-broad', sentence: broad}]
  if (expires !== undefined && isOver(expires, now))
    return [{code: 'expired', sentence: `ended on ${expires}`}, ...tooBroad]
  const left = expires === undefined ? undefined : -(daysSince(expires, now) ?? 0)
  const isShut = rules?.every((code) => isLockedAgainst(entry, policy, code)) === true
  return [
    ...(isShut ? [{code: 'without-effect', sentence: 'is about rules that an earlier file locks'} as const] : []),
    ...tooBroad,
    ...(left !== undefined && left <= SOON_DAYS ? [{code: 'ends-soon', sentence: endText(left)} as const] : []),
    ...(lastUsed === undefined && !isShut && record !== undefined && now - record.since >= LEAST_RECORD_DAYS * DAY
      ? [{code: 'unused', sentence: `excused nothing since ${dayAfter(0, record.since)}`} as const]
      : []),
  ]
}

function endText(left: number): string {
  if (left === 0) return 'ends today'
  return `ends in ${left} ${left === 1 ? 'day' : 'days'}`
}

/** Why an entry excuses more than one can want to; undefined where it does not. */
function broadness(
  match: string,
  list: ReviewedEntry['list'],
  rules: Exception['rules'] = [],
  expires: string | undefined,
  now: number,
): string | undefined {
  const parsed = parsePattern(match)
  if (parsed.kind === 'invalid') return undefined
  const {pattern} = parsed
  const whole = wholePlace(pattern)
  if (whole !== undefined) return `covers ${whole}`
  const isWildcard = pattern.kind !== 'name'
  const grave = hasVersion(pattern) ? undefined : rules.find(isWildcard ? isGrave : isAboutOneVersion)
  if (grave !== undefined && isWildcard) return `excuses every name that it covers from \`${grave}\``
  if (grave !== undefined) return `is about \`${grave}\` and covers every version, also those to come`
  if (list === 'exceptions' && expires !== undefined && -(daysSince(expires, now) ?? 0) > MOST_DAYS) {
    return `ends only on ${expires}`
  }
  return undefined
}

function wholePlace({ecosystem, kind, name}: Pattern): string | undefined {
  if (kind !== 'below') return undefined
  if (name === '') return `everything of ${ecosystem}`
  const isHost = ecosystem === 'docker' && name.indexOf('/') === name.length - 1
  return isHost ? `everything on \`${name.slice(0, -1)}\`` : undefined
}

function isBroad(remarks: readonly Remark[]): boolean {
  return remarks.some(({code}) => code === 'too-broad')
}

/** A line moves when a file is edited; the file is the same. `allow` excuses from whatever rule. */
function keyOfUse(by: PastUse['by'], match: string, origin: string, code: string): string {
  return JSON.stringify([by, match, splitOrigin(origin).path, by === 'allow' ? '' : code])
}

function compareOrigins(a: Allowed, b: Allowed): number {
  const [one, other] = [splitOrigin(a.origin), splitOrigin(b.origin)]
  return LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer) || one.line - other.line
}

function splitOrigin(origin: string): {readonly path: string; readonly line: number} {
  const colon = origin.lastIndexOf(':')
  return {path: origin.slice(0, Math.max(colon, 0)), line: Number(origin.slice(colon + 1))}
}

// What a policy wants of a package manager, in words that every tool's file can translate. Settings cannot ask, and cannot
// look anything up: what the policy holds back, asks about or blocks becomes a refusal here, a note becomes nothing.

import type {Action} from '../decision.ts'
import {isOver} from '../policy/day.ts'
import {isLockedAgainst} from '../policy/excuses.ts'
import {type Pattern, parsePattern} from '../policy/pattern.ts'
import {type Allowed, type EcosystemPolicy, type Listed, settingFor} from '../policy/policy.ts'
import type {RuleCode} from '../policy/rule-table.ts'
import {policyRules} from '../policy/rule-table.ts'
import {type RegistryWishes, registryWishes} from './registry-wishes.ts'

export interface NativeWishes {
  /** Milliseconds since 1970. */
  readonly now: number
  /** Rules that hold back, ask or block, in the order of the table. */
  readonly rules: ReadonlyMap<RuleCode, Wish>
  /** Entries of `allow` and `exceptions` that excuse from the rule today. */
  readonly excused: (code: RuleCode) => readonly Excused[]
  readonly registries: RegistryWishes
  readonly deny: readonly Listed[]
  /** Who says that the policy only observes: then nothing is to be enforced. */
  readonly observes?: string
}

export interface Wish {
  readonly code: RuleCode
  readonly action: Action
  /** 0 where the rule has none. */
  readonly days: number
  readonly origin: string
}

export interface Excused {
  readonly list: 'allow' | 'exceptions'
  readonly pattern: Pattern
  readonly entry: Allowed
}

/** Rules about what only images have. */
const ABOUT_IMAGES: ReadonlySet<string> = new Set([
  'registry-lookalike',
  'registry-unreadable',
  'registry-address',
  'tag-moved',
  'latest-tag',
])

export function nativeWishes(policy: EcosystemPolicy, now: number): NativeWishes {
  return {
    now,
    rules: new Map(policyRules.flatMap(({code}) => (ABOUT_IMAGES.has(code) ? [] : ruleWish(code, policy)))),
    excused: (code) => excused(code, policy, now),
    registries: registryWishes(policy),
    deny: policy.deny.entries,
    ...(policy.mode.value === 'observe' ? {observes: policy.mode.origin} : {}),
  }
}

function ruleWish(code: RuleCode, policy: EcosystemPolicy): readonly (readonly [RuleCode, Wish])[] {
  const {action, origin, days} = settingFor(policy, code)
  if (action === 'off' || action === 'note' || days?.value === 0) return []
  const origins = new Set([origin, ...(days === undefined ? [] : [days.origin])])
  return [[code, {code, action, days: days?.value ?? 0, origin: [...origins].join(', ')}]]
}

function excused(code: RuleCode, policy: EcosystemPolicy, now: number): readonly Excused[] {
  const holds = (entry: Allowed): boolean =>
    !(entry.expires !== undefined && isOver(entry.expires, now)) && !isLockedAgainst(entry, policy, code)
  const exceptions = policy.exceptions.entries.filter(({rules}) => rules.includes(code))
  return [
    ...policy.allow.entries.filter(holds).map((entry) => excuse('allow', entry)),
    ...exceptions.filter(holds).map((entry) => excuse('exceptions', entry)),
  ]
}

function excuse(list: Excused['list'], entry: Allowed): Excused {
  const parsed = parsePattern(entry.match)
  if (parsed.kind === 'invalid') throw new TypeError(`the pattern ${entry.match} ${parsed.reason}`)
  return {list, pattern: parsed.pattern, entry}
}

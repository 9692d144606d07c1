// The policy in force: every layer merged, every value with its origin. `merge.ts` makes it, `evaluate` reads it.

import type {Ecosystem} from '../artifact.ts'
import type {Action} from '../decision.ts'
import type {Lookup} from './lookup.ts'
import type {Registry} from './registry.ts'
import type {RuleCode, Severity} from './rule-table.ts'

/** Who may say something, the weakest first. A project's file may come with a cloned repository and can only tighten. */
export const LAYERS = ['built-in', 'team', 'user', 'project'] as const
export type LayerName = (typeof LAYERS)[number]

export interface Sourced<Value> {
  readonly value: Value
  /** `built-in`, or path and line of the policy file: `/home/ann/.config/sallyport/policy.yaml:12`. */
  readonly origin: string
  /** Set where later layers can only tighten the value. */
  readonly lockedBy?: LayerName
}

export interface RuleSetting {
  readonly action: Action
  readonly origin: string
  readonly lockedBy?: LayerName
  readonly days?: Sourced<number>
  readonly severity?: Sourced<Severity>
}

/** An entry of a list. */
export interface Listed {
  /** As it is written, with its ecosystem in front. */
  readonly match: string
  readonly origin: string
  readonly layer: LayerName
  readonly reason?: string
}

export interface Allowed extends Listed {
  /** The last day on which it holds, `YYYY-MM-DD`. */
  readonly expires?: string
}

export interface Exception extends Allowed {
  readonly expires: string
  readonly rules: readonly RuleCode[]
}

export interface Internal extends Listed {
  /** The registry that serves it; absent means any registry in the lists but the tool's default. */
  readonly registry?: Registry
}

export interface ListedRegistry extends Listed {
  readonly registry: Registry
}

/** What holds for one ecosystem. */
export interface EcosystemPolicy {
  readonly rules: ReadonlyMap<string, RuleSetting>
  readonly mode: Sourced<'enforce' | 'observe'>
  /** What a question becomes when nobody can be asked. */
  readonly unattended: Sourced<'allow' | 'block'>
  readonly allow: Lookup<Allowed>
  readonly deny: Lookup<Listed>
  readonly internal: Lookup<Internal>
  readonly exceptions: Lookup<Exception>
  /** A registry has to be in each of these lists; with none, every registry may be used. */
  readonly registries: readonly RegistryList[]
  /** The lists (`allow`, `exceptions`, `registries`) that only tighten after a layer, which locked them. */
  readonly locks: ReadonlyMap<string, LayerName>
}

export interface RegistryList {
  readonly entries: readonly ListedRegistry[]
  /** Whether one of them holds the place, which is one that `isWithin` takes. */
  readonly covers: (place: string) => boolean
  /** False for a list that only narrows: it cannot vouch for a registry. */
  readonly isTrusted: boolean
}

export type WhenOlder = 'note' | 'ask' | 'block'

export interface RefreshPolicy {
  readonly everyHours: Sourced<number>
  /** Since the last check, whatever it found. */
  readonly maxAgeDays: Sourced<number>
  readonly whenOlder: Sourced<WhenOlder>
  readonly whenExpired: Sourced<WhenOlder>
}

export interface Policy {
  readonly ecosystems: Readonly<Record<Ecosystem, EcosystemPolicy>>
  /** Whether `SALLYPORT=off` is honoured. */
  readonly bypass: Sourced<boolean>
  readonly data: {readonly maxAgeDays?: Sourced<number>; readonly whenOlder: Sourced<WhenOlder>}
  /** How fresh the team's file has to be. Without a team it says nothing. */
  readonly refresh: RefreshPolicy
  /** Where the records of the audit log are sent: an address, or `none`. */
  readonly audit: {readonly forward: Sourced<string>}
  /** Where the team's file comes from. */
  readonly include?: Sourced<{readonly url: string; readonly key?: string}>
  /** What a file said and what is not in force, because it would have loosened something. */
  readonly ignored: readonly Ignored[]
}

export interface Ignored {
  /** Key path: `rules.name-lookalike`, `npm.allow`. */
  readonly key: string
  readonly value: string
  readonly origin: string
  readonly because: string
}

/** Deny: a rule that the policy does not mention asks, because nobody has said that it may pass. */
export function settingFor({rules}: EcosystemPolicy, code: string): RuleSetting {
  return rules.get(code) ?? {action: 'ask', origin: 'built-in'}
}

// What a policy says of a rule, and who says it. Layers (team, user, project) are merged elsewhere into this one shape.

import type {Action} from './decision.ts'

export interface RuleSetting {
  readonly action: Action
  /** `built-in`, or the path of the policy file that set it. */
  readonly origin: string
}

export interface Policy {
  readonly rules: ReadonlyMap<string, RuleSetting>
  /** What a question becomes when nobody can be asked. */
  readonly unattended: {readonly action: 'allow' | 'block'; readonly origin: string}
  /** Whether `SALLYPORT=off` is honoured. */
  readonly bypass: {readonly allowed: boolean; readonly origin: string}
}

const BUILT_IN_ACTIONS: Readonly<Record<string, Action>> = {
  'name-lookalike': 'ask',
  'name-unknown': 'note',
  deprecated: 'note',
  'registry-lookalike': 'block',
  'registry-unreadable': 'ask',
  'registry-address': 'ask',
  'not-from-registry': 'ask',
  'local-path': 'note',
  'latest-tag': 'note',
  unclear: 'ask',
}

/** The policy in force where nobody has written one. Its reasons stand in docs/findings.md. */
export const builtInPolicy: Policy = {
  rules: new Map(Object.entries(BUILT_IN_ACTIONS).map(([code, action]) => [code, {action, origin: 'built-in'}])),
  unattended: {action: 'block', origin: 'built-in'},
  bypass: {allowed: true, origin: 'built-in'},
}

/** Deny: a rule that the policy does not mention asks, because nobody has said that it may pass. */
export function settingFor(policy: Policy, code: string): RuleSetting {
  return policy.rules.get(code) ?? {action: 'ask', origin: 'built-in'}
}

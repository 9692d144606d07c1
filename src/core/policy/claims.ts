// What one policy file says about one ecosystem: its general values, and over them those of the ecosystem's own section.

import type {Ecosystem} from '../artifact.ts'
import type {Action} from '../decision.ts'
import {type Layer, originOf} from './layer.ts'
import {type ListClaims, listClaims} from './list-claims.ts'
import type {EcosystemPolicy} from './policy.ts'
import type {Severity} from './rule-table.ts'
import type {RuleDocument} from './schema.ts'

export interface Claim<Value> {
  readonly value: Value
  /** Where in the file: `npm.rules.too-new`. */
  readonly key: string
  readonly origin: string
}

export interface RuleClaim {
  readonly action?: Claim<Action>
  readonly days?: Claim<number>
  readonly severity?: Claim<Severity>
  readonly dormantDays?: Claim<number>
  readonly licenses?: Claim<readonly string[]>
  readonly isLocked: boolean
}

export interface Claims extends ListClaims {
  readonly mode: Claim<EcosystemPolicy['mode']['value']> | undefined
  readonly unattended: Claim<EcosystemPolicy['unattended']['value']> | undefined
  readonly rules: ReadonlyMap<string, RuleClaim>
  readonly isLocked: (key: string) => boolean
}

export function claimsOf(layer: Layer, ecosystem: Ecosystem): Claims {
  const {document} = layer
  const section = document[ecosystem]
  const locked = new Set(document.locked)
  const isLocked = (key: string): boolean => isPathIn(locked, key) || isPathIn(locked, `${ecosystem}.${key}`)

  const claim = <Value>(value: Value | undefined, key: string): Claim<Value> | undefined =>
    value === undefined ? undefined : {value, key, origin: originOf(layer, key)}

  return {
    mode: claim(section?.mode, `${ecosystem}.mode`) ?? claim(document.mode, 'mode'),
    unattended: claim(section?.unattended, `${ecosystem}.unattended`) ?? claim(document.unattended, 'unattended'),
    rules: ruleClaims(layer, ecosystem, isLocked),
    ...listClaims(layer, ecosystem),
    isLocked,
  }
}

function ruleClaims(layer: Layer, ecosystem: Ecosystem, isLocked: Claims['isLocked']): ReadonlyMap<string, RuleClaim> {
  const claims = new Map<string, RuleClaim>()
  for (const prefix of ['rules', `${ecosystem}.rules`] as const) {
    const rules = prefix === 'rules' ? layer.document.rules : layer.document[ecosystem]?.rules
    for (const [code, written] of Object.entries(rules ?? {})) {
      if (written === undefined) continue
      const settings: Exclude<RuleDocument, string> = typeof written === 'string' ? {action: written} : written
      const key = `${prefix}.${code}`
      const claim = <Value>(value: Value | undefined, parameter: string, field = parameter) =>
        value === undefined
          ? {}
          : {
              [field]: {
                value,
                key,
                origin: originOf(layer, typeof written === 'string' ? key : `${key}.${parameter}`),
              },
            }
      const before = claims.get(code)
      claims.set(code, {
        ...before,
        ...claim(settings.action, 'action'),
        ...claim(settings.days, 'days'),
        ...claim(settings.severity, 'severity'),
        ...claim(settings['dormant-days'], 'dormant-days', 'dormantDays'),
        ...claim(settings.licenses, 'licenses'),
        isLocked: before?.isLocked === true || settings.locked === true || isLocked(`rules.${code}`),
      })
    }
  }
  return claims
}

/** A locked path locks what is below it. */
export function isPathIn(locked: ReadonlySet<string>, key: string): boolean {
  const segments = key.split('.')
  return segments.some((_, index) => locked.has(segments.slice(0, index + 1).join('.')))
}

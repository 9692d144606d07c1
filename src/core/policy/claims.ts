// What one policy file says about one ecosystem: its general values, and over them those of the ecosystem's own section.

import type {Ecosystem} from '../artifact.ts'
import type {Action} from '../decision.ts'
import {type Layer, originOf} from './layer.ts'
import {type Pattern, parsePattern} from './pattern.ts'
import type {Allowed, EcosystemPolicy, Exception, Internal, Listed, ListedRegistry} from './policy.ts'
import {parseRegistry} from './registry.ts'
import type {RuleCode, Severity} from './rule-table.ts'
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
  readonly isLocked: boolean
}

/** An entry of a list together with its pattern. */
export interface Filed<Entry> {
  readonly pattern: Pattern
  readonly entry: Entry
}

export interface Claims {
  readonly mode: Claim<EcosystemPolicy['mode']['value']> | undefined
  readonly unattended: Claim<EcosystemPolicy['unattended']['value']> | undefined
  readonly rules: ReadonlyMap<string, RuleClaim>
  readonly allow: readonly Filed<Allowed>[]
  readonly deny: readonly Filed<Listed>[]
  readonly internal: readonly Filed<Internal>[]
  readonly exceptions: readonly Filed<Exception>[]
  readonly registries: readonly ListedRegistry[]
  readonly isLocked: (key: string) => boolean
}

type ListName = 'allow' | 'deny' | 'internal' | 'exceptions' | 'registries'

/** The fields that entries of any list may have. */
interface EntryDocument {
  readonly match: string
  readonly reason?: string | undefined
  readonly expires?: string | undefined
  readonly rules?: readonly RuleCode[] | undefined
  readonly registry?: string | undefined
}

export function claimsOf(layer: Layer, ecosystem: Ecosystem): Claims {
  const {document} = layer
  const section = document[ecosystem]
  const locked = new Set(document.locked)
  const isLocked = (key: string): boolean => isPathIn(locked, key) || isPathIn(locked, `${ecosystem}.${key}`)

  const claim = <Value>(value: Value | undefined, key: string): Claim<Value> | undefined =>
    value === undefined ? undefined : {value, key, origin: originOf(layer, key)}

  const entries = (list: ListName) =>
    (['', `${ecosystem}.`] as const).flatMap((prefix) => {
      const written = (prefix === '' ? document[list] : list === 'exceptions' ? [] : section?.[list]) ?? []
      return written.map((one, index): Listed & EntryDocument => {
        const fields: EntryDocument = typeof one === 'string' ? {match: one} : one
        const named = /^(?:npm|pypi|docker):/.test(fields.match) ? fields.match : `${ecosystem}:${fields.match}`
        const {reason, ...rest} = fields
        const because = reason === undefined ? {} : {reason}
        return {
          ...rest,
          ...because,
          match: named,
          origin: originOf(layer, `${prefix}${list}.${index}`),
          layer: layer.name,
        }
      })
    })

  const filed = <Entry>(list: ListName, entryOf: (listed: Listed & EntryDocument) => Entry): readonly Filed<Entry>[] =>
    entries(list).flatMap((listed) => {
      const pattern = patternOf(listed.match)
      return pattern.ecosystem === ecosystem ? {pattern, entry: entryOf(listed)} : []
    })

  return {
    mode: claim(section?.mode, `${ecosystem}.mode`) ?? claim(document.mode, 'mode'),
    unattended: claim(section?.unattended, `${ecosystem}.unattended`) ?? claim(document.unattended, 'unattended'),
    rules: ruleClaims(layer, ecosystem, isLocked),
    allow: filed('allow', withExpiry),
    deny: filed('deny', listedOf),
    internal: filed('internal', (listed) =>
      listed.registry === undefined
        ? listedOf(listed)
        : {...listedOf(listed), registry: registryOf(listed.registry, ecosystem)},
    ),
    exceptions: filed('exceptions', (listed) => ({
      ...listedOf(listed),
      expires: listed.expires ?? '',
      rules: listed.rules ?? [],
    })),
    registries: entries('registries').flatMap((listed) => {
      const registry = registryOf(listed.match, ecosystem)
      return registry.ecosystem === ecosystem ? {...listedOf(listed), registry} : []
    }),
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
      const claim = <Value>(value: Value | undefined, parameter: string) =>
        value === undefined
          ? {}
          : {
              [parameter]: {
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

function listedOf({match, origin, layer, reason}: Listed): Listed {
  return {match, origin, layer, ...(reason === undefined ? {} : {reason})}
}

function withExpiry(listed: Listed & EntryDocument): Allowed {
  return {...listedOf(listed), ...(listed.expires === undefined ? {} : {expires: listed.expires})}
}

/** Throws for what the schema does not let through. */
function patternOf(match: string): Pattern {
  const parsed = parsePattern(match)
  if (parsed.kind === 'invalid') throw new TypeError(`the pattern ${match} ${parsed.reason}`)
  return parsed.pattern
}

function registryOf(match: string, home: Ecosystem) {
  const parsed = parseRegistry(match, /^(?:npm|pypi|docker):/.test(match) ? undefined : home)
  if (parsed.kind === 'invalid') throw new TypeError(`the registry ${match} ${parsed.reason}`)
  return parsed.registry
}

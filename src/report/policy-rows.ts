// The policy in force as rows of key, value and origin, for `sallyport policy show`.

import type {Ecosystem} from '../core/artifact.ts'
import type {EcosystemPolicy, Exception, Internal, Listed, Policy, Sourced} from '../core/policy/policy.ts'

export interface PolicyRow {
  /** Key path as in a policy file: `rules.too-new.days`, `npm.allow`. */
  readonly key: string
  readonly value: string | number | boolean
  readonly origin: string
  readonly lockedBy?: string
  readonly reason?: string
  readonly expires?: string
  readonly rules?: readonly string[]
  readonly registry?: string
}

const ECOSYSTEMS = ['npm', 'pypi', 'docker'] as const satisfies readonly Ecosystem[]

export function policyRows({ecosystems, bypass, data, refresh, audit, include}: Policy): readonly PolicyRow[] {
  const perEcosystem = ECOSYSTEMS.map((home) => new Map(settingRows(ecosystems[home]).map((one) => [one.key, one])))
  const keys = new Set(perEcosystem.flatMap((rows) => [...rows.keys()]))
  return [
    ...[...keys].flatMap((key) => gathered(key, perEcosystem)),
    row('bypass', bypass),
    row('audit.forward', audit.forward),
    ...(data.maxAgeDays ? [row('data.max-age-days', data.maxAgeDays)] : []),
    row('data.when-older', data.whenOlder),
    row('refresh.every-hours', refresh.everyHours),
    row('refresh.max-age-days', refresh.maxAgeDays),
    row('refresh.when-older', refresh.whenOlder),
    row('refresh.when-expired', refresh.whenExpired),
    ...(include ? [{...row('include', {...include, value: include.value.url})}] : []),
    ...ECOSYSTEMS.flatMap((home) => listRows(ecosystems[home])),
  ]
}

/** One row where all ecosystems have the same, otherwise one each. */
function gathered(key: string, perEcosystem: readonly ReadonlyMap<string, PolicyRow>[]): readonly PolicyRow[] {
  const rows = perEcosystem.map((one) => one.get(key))
  const [first] = rows
  const isSame = rows.every(
    (one) => one?.value === first?.value && one?.origin === first?.origin && one?.lockedBy === first?.lockedBy,
  )
  if (isSame) return first === undefined ? [] : [first]
  return rows.flatMap((one, index) => (one === undefined ? [] : {...one, key: `${ECOSYSTEMS[index]}.${key}`}))
}

function settingRows({mode, unattended, rules}: EcosystemPolicy): readonly PolicyRow[] {
  return [
    row('mode', mode),
    row('unattended', unattended),
    ...[...rules].flatMap(([code, setting]) => [
      row(`rules.${code}`, {...setting, value: setting.action}),
      ...(setting.days ? [row(`rules.${code}.days`, setting.days)] : []),
      ...(setting.severity ? [row(`rules.${code}.severity`, setting.severity)] : []),
    ]),
  ]
}

function listRows({allow, deny, internal, exceptions, registries}: EcosystemPolicy): readonly PolicyRow[] {
  return [
    ...allow.entries.map((one) => listedRow('allow', one)),
    ...deny.entries.map((one) => listedRow('deny', one)),
    ...internal.entries.map((one) => listedRow('internal', one)),
    ...exceptions.entries.map((one) => listedRow('exceptions', one)),
    ...registries.flatMap(({entries}) => entries.map((one) => listedRow('registries', one))),
  ]
}

function listedRow(
  key: string,
  listed: Listed & Partial<Pick<Exception, 'expires' | 'rules'>> & Pick<Internal, 'registry'>,
): PolicyRow {
  const {match, origin, reason, expires, rules, registry} = listed
  return {
    key,
    value: match,
    origin,
    ...(reason === undefined ? {} : {reason}),
    ...(expires === undefined ? {} : {expires}),
    ...(rules === undefined ? {} : {rules}),
    ...(registry === undefined || key !== 'internal' ? {} : {registry: registry.place}),
  }
}

function row(key: string, {value, origin, lockedBy}: Sourced<PolicyRow['value']>): PolicyRow {
  return {key, value, origin, ...(lockedBy === undefined ? {} : {lockedBy})}
}

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

function settingRows(policy: EcosystemPolicy): readonly PolicyRow[] {
  const {mode, unattended, rules} = policy
  return [
    ...emptyLockedRows(policy),
    row('mode', mode),
    row('unattended', unattended),
    ...[...rules].flatMap(([code, setting]) => [
      row(`rules.${code}`, {...setting, value: setting.action}),
      ...(setting.days ? [row(`rules.${code}.days`, setting.days)] : []),
      ...(setting.severity ? [row(`rules.${code}.severity`, setting.severity)] : []),
      ...(setting.dormantDays ? [row(`rules.${code}.dormant-days`, setting.dormantDays)] : []),
      ...(setting.licenses
        ? [row(`rules.${code}.licenses`, {...setting.licenses, value: setting.licenses.value.join(', ') || 'all'})]
        : []),
    ]),
  ]
}

/** A locked list without entries is a value as well: it gets none from later files. */
function emptyLockedRows({locks, allow, exceptions, registries}: EcosystemPolicy): readonly PolicyRow[] {
  const filled = new Set([
    ...(allow.entries.length > 0 ? ['allow'] : []),
    ...(exceptions.entries.length > 0 ? ['exceptions'] : []),
    ...(registries.length > 0 ? ['registries'] : []),
  ])
  return [...locks].flatMap(([key, layer]) =>
    filled.has(key) ? [] : [{key, value: 'no entries', origin: layer, lockedBy: layer}],
  )
}

function listRows({allow, deny, internal, exceptions, registries, locks}: EcosystemPolicy): readonly PolicyRow[] {
  const listed = (key: string, entries: readonly Parameters<typeof listedRow>[1][]): readonly PolicyRow[] => {
    const lockedBy = locks.get(key)
    return entries.map((one) => ({...listedRow(key, one), ...(lockedBy === undefined ? {} : {lockedBy})}))
  }
  return [
    ...listed('allow', allow.entries),
    ...listed('deny', deny.entries),
    ...listed('internal', internal.entries),
    ...listed('exceptions', exceptions.entries),
    ...registries.flatMap(({entries}) => listed('registries', entries)),
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

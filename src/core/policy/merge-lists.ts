// The lists of one ecosystem, and what the next file adds to them.

import type {Claims} from './claims.ts'
import type {Filed} from './list-claims.ts'
import type {Allowed, Exception, Internal, LayerName, Listed, RegistryList} from './policy.ts'
import {RegistryIndex} from './registry-index.ts'
import {type Ignore, whyOnlyTighter} from './settle.ts'
import {LIST_DIRECTION} from './tightness.ts'

export interface Lists {
  readonly allow: readonly Filed<Allowed>[]
  readonly deny: readonly Filed<Listed>[]
  readonly internal: readonly Filed<Internal>[]
  readonly exceptions: readonly Filed<Exception>[]
  readonly registries: readonly RegistryList[]
  /** The lists that only tighten from here on, and who locked them. */
  readonly locks: ReadonlyMap<string, LayerName>
}

export const NO_LISTS: Lists = {
  allow: [],
  deny: [],
  internal: [],
  exceptions: [],
  registries: [],
  locks: new Map(),
}

/** Each list in the direction that `LIST_DIRECTION` gives it. */
export function mergeLists(lists: Lists, claims: Claims, layer: LayerName, ignore: Ignore): Lists {
  const limit = (list: string): string | undefined => whyOnlyTighter(layer, lists.locks.get(list))

  const shrinking = <Entry extends Listed>(
    list: 'allow' | 'exceptions',
    current: readonly Filed<Entry>[],
    added: readonly Filed<Entry>[],
  ): readonly Filed<Entry>[] => {
    const because = limit(list)
    if (because === undefined) return [...current, ...added]
    for (const {entry} of added) ignore({key: list, value: entry.match, origin: entry.origin, because})
    return current
  }

  const locks = new Map(lists.locks)
  for (const [list, direction] of Object.entries(LIST_DIRECTION)) {
    if (direction === 'grows') continue
    if (!locks.has(list) && claims.isLocked(list)) locks.set(list, layer)
  }
  return {
    allow: shrinking('allow', lists.allow, claims.allow),
    deny: [...lists.deny, ...claims.deny],
    internal: [...lists.internal, ...claims.internal],
    exceptions: shrinking('exceptions', lists.exceptions, claims.exceptions),
    registries: mergeRegistries(lists.registries, claims, limit('registries') === undefined),
    locks,
  }
}

/** Who may loosen adds to the one list that vouches for registries; everybody else puts a list of their own beside it. */
function mergeRegistries(
  current: readonly RegistryList[],
  {registries}: Claims,
  mayLoosen: boolean,
): readonly RegistryList[] {
  if (registries.length === 0) return current
  if (!mayLoosen) return [...current, new RegistryIndex(registries, false)]
  const trusted = current.find(({isTrusted}) => isTrusted)
  const others = current.filter(({isTrusted}) => !isTrusted)
  return [new RegistryIndex([...(trusted?.entries ?? []), ...registries], true), ...others]
}

// Many artifacts of one command say the same: the lockfile that they stand in, the registry, the day of the names. In a long list
// that is said once.

import {type Complain, isObject, type Json, type JsonObject} from './codec.ts'

export interface Factored {
  /** What every item has that does not say otherwise; an item that has nothing of the kind says `null`. */
  readonly usual: JsonObject | undefined
  readonly items: readonly JsonObject[]
}

/** Short lists stay whole, so that an item means the same wherever it is copied to. */
const SHORTEST = 8
/** What tells items apart stays with them. */
const OWN = new Set(['ecosystem', 'name', 'specifier', 'purl', 'digest', 'requested'])

export function factorOut(items: readonly JsonObject[]): Factored {
  if (items.length < SHORTEST) return {usual: undefined, items}
  const counts = new Map<string, Map<string, number>>()
  for (const item of items) {
    for (const key in item) {
      if (OWN.has(key)) continue
      const written = JSON.stringify(item[key])
      const values = counts.get(key) ?? new Map<string, number>()
      values.set(written, (values.get(written) ?? 0) + 1)
      counts.set(key, values)
    }
  }
  const usual = new Map<string, string>()
  for (const [key, values] of counts) {
    for (const [written, count] of values) if (count > items.length / 2) usual.set(key, written)
  }
  if (usual.size === 0) return {usual: undefined, items}
  return {
    usual: Object.fromEntries([...usual].map(([key, written]) => [key, JSON.parse(written) as Json])),
    items: items.map((item) => without(item, usual)),
  }
}

function without(item: JsonObject, usual: ReadonlyMap<string, string>): JsonObject {
  const rest: Record<string, Json> = {}
  for (const key in item) {
    const value = item[key]
    if (value !== undefined && usual.get(key) !== JSON.stringify(value)) rest[key] = value
  }
  for (const key of usual.keys()) if (!Object.hasOwn(item, key)) rest[key] = null
  return rest
}

/** The items as they were; undefined after a complaint. `known`: the keys that an item may have, so that no line can make each of its items a large one. */
export function factorIn(
  usual: unknown,
  items: readonly unknown[],
  known: ReadonlySet<string>,
  complain: Complain,
): readonly unknown[] | undefined {
  if (usual === undefined) return items
  if (!isObject(usual)) return complain([], 'is no object')
  const common = Object.entries(usual).filter(([key]) => known.has(key) && !OWN.has(key))
  if (common.length < Object.keys(usual).length) return complain([], 'have a key that items have not in common')
  return items.map((item) => {
    if (!isObject(item)) return item
    const whole = new Map([...common, ...Object.entries(item)])
    // `purl` is null where there is none.
    return Object.fromEntries([...whole].filter(([key, value]) => value !== null || OWN.has(key)))
  })
}

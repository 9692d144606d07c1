// Which addresses a policy gives a tool: the place of its default registry, and where internal names come from. Only files
// that may vouch for a registry are heard: what came with a clone would otherwise say where packages are taken from.

import type {EcosystemPolicy, Internal, ListedRegistry} from '../policy/policy.ts'
import {DEFAULT_PLACE, isWithin} from '../policy/registry.ts'

export interface RegistryWishes {
  /** The list that says which registries may be used; undefined where none does. */
  readonly origin?: string
  /** What takes the place of the tool's own registry; undefined where that is allowed, or where several could. */
  readonly main?: ListedRegistry
  /** Where names of `internal` come from. */
  readonly routes: readonly Route[]
  /** Whether every list has the place: `default`, or an address as `comparableAddress` gives it. */
  readonly allows: (place: string) => boolean
  /** What gives no address, as sentences. */
  readonly remarks: readonly string[]
}

export interface Route {
  readonly internal: Internal
  readonly place: string
}

export function registryWishes({registries, internal}: EcosystemPolicy): RegistryWishes {
  const allows = (place: string): boolean =>
    registries.every(({entries}) => entries.some(({registry}) => isWithin(place, registry)))
  const vouched = registries.filter(({isTrusted}) => isTrusted).flatMap(({entries}) => entries)
  const listed = vouched.filter(({registry: {place}}) => place !== DEFAULT_PLACE && allows(place))
  const places = [...new Map(listed.map((one) => [one.registry.place, one])).values()]
  // A place that some internal names are bound to is not meant for the rest, where there is another.
  const own = internal.entries.map(ownPlace)
  const free = places.filter(({registry}) => !own.some((place) => place !== undefined && isWithin(place, registry)))
  const only = onlyOf(free.length > 0 ? free : places)

  const routes = internal.entries.flatMap((entry): readonly Route[] => {
    const place = entry.registry === undefined ? only?.registry.place : ownPlace(entry)
    return place === undefined ? [] : [{internal: entry, place}]
  })
  const origin = registries[0]?.entries[0]?.origin
  const main = allows(DEFAULT_PLACE) ? undefined : only
  const lost = internal.entries.filter((entry) => !routes.some((route) => route.internal === entry))
  return {
    ...(origin === undefined ? {} : {origin}),
    ...(main === undefined ? {} : {main}),
    routes,
    allows,
    remarks: [
      ...lost.map(({match, origin: where}) => `internal: ${match} (${where}): ${NO_ADDRESS}`),
      ...(allows(DEFAULT_PLACE) || main !== undefined ? [] : [`registries (${origin}): ${NO_ADDRESS}`]),
    ],
  }
}

const NO_ADDRESS = 'the policy gives no single address that could be written here'

/** Deny: the file of a project says nothing about where to go. */
function ownPlace({registry, layer}: Internal): string | undefined {
  return registry === undefined || layer === 'project' || !isPlain(registry.place) ? undefined : registry.place
}

function onlyOf(places: readonly ListedRegistry[]): ListedRegistry | undefined {
  const [only, ...more] = places
  return only !== undefined && more.length === 0 && isPlain(only.registry.place) ? only : undefined
}

/** An address, without the `$` that several tools replace by what the environment has. */
function isPlain(place: string): boolean {
  return place !== DEFAULT_PLACE && !place.includes('$')
}

import type {Upstreams} from '../core/registry-detour.ts'

/** The registry that npm asks for a name (`npm-registry-fetch`, pickRegistry). Ends with a slash. */
export type RegistryFor = (scope: string | undefined) => string

/** `ownDefault`: finds out the tool's own default registry, which may take a while; asked when it is needed, and once. */
export function registryFor(
  {registry, scopes, ownScope}: Upstreams,
  ownDefault: () => string | undefined,
): RegistryFor {
  let base = registry
  const ofOwnScope = ownScope === undefined ? undefined : scopes.get(ownScope)
  return (scope) => {
    const scoped = (scope === undefined ? undefined : scopes.get(scope)) ?? ofOwnScope
    if (scoped !== undefined) return scoped
    base ??= ownDefault()?.replace(/\/?$/, '/')
    // Deny: without its registry nothing that the tool asks for can be judged.
    if (base === undefined) throw new Error('the default registry is not known')
    return base
  }
}

export function scopeOf(name: string): string | undefined {
  return name.startsWith('@') ? name.slice(0, name.indexOf('/')) : undefined
}

/** `path` as npm asks for it, under a registry whose address may have a path of its own that npm put in front already. */
export function addressUnder(registry: string, path: string): URL {
  const {pathname, origin} = new URL(registry)
  return new URL(path.startsWith(pathname) ? origin + path : registry + path.slice(1))
}

// What the `resolved` address of a lockfile entry brings in. npm fetches from that address whatever the entry is called, so a
// lockfile can put another package, or another host, in the place of a name that everybody knows.

import type {Source} from '../../core/artifact.ts'
import type {Surroundings} from '../../core/invocation.ts'
import {readTarballAddress} from '../../core/tarball-address.ts'
import {isDefaultRegistryHost} from './default-registry.ts'
import type {Registries} from './registries.ts'

export interface Resolved {
  /** The name that is judged: the one in a registry's address, where that says another than the entry. */
  readonly name: string
  readonly source: Source
}

export function readResolved(
  name: string,
  resolved: string,
  lockfile: string,
  registries: Registries,
  surroundings: Surroundings,
): Resolved {
  if (resolved === '' || resolved.startsWith('npm:')) return {name, source: registrySource(name, registries)}
  if (resolved.startsWith('file:')) {
    const path = surroundings.resolvePath(lockfile, '..', resolved.slice('file:'.length))
    return {name, source: {kind: 'file', path}}
  }
  const address = URL.canParse(resolved) ? new URL(resolved) : undefined
  if (address === undefined || !/^https?:$/.test(address.protocol)) return {name, source: {kind: 'git', url: resolved}}
  // Deny: an address that npm would not take for the registry's is a tarball from anywhere.
  if (!registries.serves(address, name)) return {name, source: {kind: 'url', url: resolved}}
  const served = readTarballAddress(resolved)?.name
  if (served !== undefined) return {name: served, source: registrySource(served, registries)}
  // Registries of other makes keep tarballs elsewhere; the default one does not.
  if (isDefaultRegistryHost(address.host)) return {name, source: {kind: 'url', url: resolved}}
  return {name, source: registrySource(name, registries)}
}

function registrySource(name: string, registries: Registries): Source {
  const registry = registries.registryFor(name)
  return registry === undefined ? {kind: 'registry'} : {kind: 'registry', registry}
}

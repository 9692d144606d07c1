// What the lockfile holds and was judged before npm was started: its tarballs are served without a look at packuments.

import type {LockedPackage} from '../core/registry-detour.ts'
import type {Owner} from './judged-package.ts'

export interface Locked {
  /** By `name@version`; undefined for what is not in the lockfile, or without an address. */
  readonly addressOf: (id: string) => string | undefined
  readonly ownerOf: (pathname: string) => Owner | undefined
}

export function lockedTarballs(packages: readonly LockedPackage[]): Locked {
  const addresses = new Map<string, string>()
  const owners = new Map<string, Owner>()
  for (const {name, version, address} of packages) {
    if (!URL.canParse(address)) continue
    addresses.set(`${name}@${version}`, address)
    owners.set(new URL(address).pathname, {name, version})
  }
  return {addressOf: (id) => addresses.get(id), ownerOf: (pathname) => owners.get(pathname)}
}

// What a registry signed of the releases that npm is likely to take, kept from the packument: the newest ones, the newest of each
// major version, and what tags name. By integrity, because that is what npm demands and what is signed.

import {distTags} from '../core/packument/dist-tags.ts'
import {objectOf} from '../core/packument/json.ts'
import type {Packument} from '../core/packument/packument.ts'
import {type RegistrySignature, signaturesOf} from '../core/packument/signed-release.ts'

export interface SignedReleases {
  /** Whether any release has a signature. */
  readonly isAny: boolean
  /** Empty for a release without. */
  readonly byIntegrity: ReadonlyMap<string, readonly RegistrySignature[]>
}

const NEWEST = 6
const MOST = 24

export function signedReleases(packument: Packument): SignedReleases {
  const {versions} = packument
  const isSigned = (version: string): boolean => objectOf(packument.manifest(version)?.dist)?.signatures !== undefined
  // Registries list releases as they came.
  const newestOfMajor = new Map(versions.map((version) => [version.slice(0, version.indexOf('.')), version]))
  const likely = new Set([...distTags(packument).values(), ...versions.slice(-NEWEST), ...newestOfMajor.values()])
  const byIntegrity = new Map<string, readonly RegistrySignature[]>()
  for (const version of [...likely].slice(0, MOST)) {
    const manifest = packument.manifest(version)
    const integrity = objectOf(manifest?.dist)?.integrity
    if (manifest !== undefined && typeof integrity === 'string') byIntegrity.set(integrity, signaturesOf(manifest))
  }
  return {isAny: versions.some(isSigned), byIntegrity}
}

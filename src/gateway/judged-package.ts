// What stays of a packument once it was judged, for the tarballs that follow and for what is said at the end. Nothing here may hold
// on to the packument itself: hundreds of them would fill the memory.

import {objectOf} from '../core/packument/json.ts'
import type {Packument} from '../core/packument/packument.ts'
import type {SeenPackage, VersionVerdicts} from './packument-judge.ts'
import {type SignedReleases, signedReleases} from './signed-releases.ts'

export interface JudgedPackage {
  /** Everything that the registry has of it. */
  readonly versions: ReadonlySet<string>
  readonly verdicts: VersionVerdicts
  /** Whether a person's answer for this command lets something pass. */
  readonly isApproved: boolean
  /** Whether the registry leaves out the times that a rule asks for. */
  readonly isAgeless: boolean
  /** By version, of tarballs that are not where registries have them. */
  readonly oddAddresses: ReadonlyMap<string, string>
  /** Where the registry has a version's tarball. */
  readonly addressOf: (version: string) => string
  /** As the registry sent it: hundreds of parsed packuments would fill the memory. */
  readonly read: () => Promise<Packument>
  readonly registry: string
  /** The text of it, where that is kept. */
  readonly text: (() => Promise<string>) | undefined
  /** With its times, as it is now. Undefined where the registry does not give it. */
  readonly readWhole: () => Promise<Packument | undefined>
  readonly seen: SeenPackage
  readonly signed: SignedReleases
}

/** Reads the packument again. */
export type PackumentReading = Pick<JudgedPackage, 'read' | 'text' | 'readWhole'>

export type Judgement = Pick<JudgedPackage, 'verdicts' | 'isApproved' | 'isAgeless' | 'seen'>

export interface Owner {
  readonly name: string
  readonly version: string
}

export function judgedPackage(
  packument: Packument,
  registry: string,
  judgement: Judgement,
  reading: PackumentReading,
): JudgedPackage {
  const oddAddresses = oddAddressesOf(packument, registry)
  return {
    ...judgement,
    ...reading,
    registry,
    versions: new Set(packument.versions),
    oddAddresses,
    addressOf: addressesIn(packument.name, registry, oddAddresses),
    signed: signedReleases(packument),
  }
}

function addressesIn(name: string, registry: string, odd: ReadonlyMap<string, string>): JudgedPackage['addressOf'] {
  return (version) => odd.get(version) ?? standardAddress(name, registry, version)
}

function standardAddress(name: string, registry: string, version: string): string {
  return `${registry}${name}/-/${name.slice(name.indexOf('/') + 1)}-${version}.tgz`
}

function oddAddressesOf(packument: Packument, registry: string): ReadonlyMap<string, string> {
  const odd = new Map<string, string>()
  for (const version of packument.versions) {
    const tarball = objectOf(packument.manifest(version)?.dist)?.tarball
    if (typeof tarball !== 'string' || tarball === standardAddress(packument.name, registry, version)) continue
    if (URL.canParse(tarball)) odd.set(version, tarball)
  }
  return odd
}

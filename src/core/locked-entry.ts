// What a lockfile writes of one place in the tree, and what speaks against the entry itself: npm installs what a lockfile says, and
// few read one. Nothing here is about who the package is.

import type {Source} from './artifact.ts'
import {isSameVersion} from './packument/version-order.ts'
import {dayAfter} from './policy/day.ts'
import {printableWithin} from './printable.ts'
import {redactUrl} from './redact.ts'
import type {ReleaseFacts} from './release.ts'
import {readTarballAddress} from './tarball-address.ts'

/** Text from a repository. */
export interface LockedEntry {
  /** Where in the tree: `node_modules/a/node_modules/b`. Lockfiles of version 1 are read as if they had such places. */
  readonly place: string
  /** The package that it says is there: its `name` where that is written (an alias), else that of the folder. */
  readonly name: string
  readonly version: string
  /** The address that npm fetches it from. */
  readonly resolved?: string
  readonly integrity?: string
  /** Set for an alias that no manifest and no other entry of the lockfile asks for. */
  readonly isStrangeAlias?: true
}

const NAME_WIDTH = 80

/** A verb phrase about the artifact that the entry stands for; undefined for an ordinary one. */
export function poisonOf(locked: LockedEntry, source: Source, facts: ReleaseFacts | undefined): string | undefined {
  const {place, name, version, resolved, integrity, isStrangeAlias} = locked
  const address = resolved === undefined ? undefined : readTarballAddress(resolved)
  if (address !== undefined && address.name !== name) {
    return `is ${quoted(name)} by the lockfile, which takes it from the address of ${quoted(address.name)}`
  }
  if (address?.version !== undefined && address.version !== version && !isSameVersion(address.version, version)) {
    return `is version ${quoted(version)} by the lockfile, which takes the tarball of ${quoted(address.version)}`
  }
  if (isStrangeAlias === true) {
    return `is put in the place of ${quoted(folderOf(place))} by the lockfile, and nothing asks for that`
  }
  // Deny: npm would unpack whatever stands there. An address of the registry itself is checked by what the registry says.
  if (source.kind === 'url' && integrity === undefined) {
    return `is taken from \`${printableWithin(redactUrl(source.url), NAME_WIDTH)}\` by the lockfile, with nothing to check its content by`
  }
  return facts === undefined ? undefined : otherContent(locked, facts)
}

/** The folder that it is installed in, below `node_modules`: `lodash`, `@acme/tool`. */
export function folderOf(place: string): string {
  return place.slice(place.lastIndexOf(MODULES) + MODULES.length)
}

const MODULES = 'node_modules/'

/** The same hash function, and another hash. */
function otherContent({integrity}: LockedEntry, {release, firstSeen}: ReleaseFacts): string | undefined {
  const [algorithm] = release.integrity?.split('-', 1) ?? []
  if (integrity === undefined || algorithm === undefined) return undefined
  const hashes = integrity.split(/\s+/).flatMap((hash) => (hash.startsWith(`${algorithm}-`) ? hash.split('?', 1) : []))
  if (hashes.length === 0 || hashes.some((hash) => hash === release.integrity)) return undefined
  // What a registry has once released stays as it was.
  const where =
    firstSeen === undefined ? 'at its registry' : `when it was first seen here, on ${dayAfter(0, firstSeen)}`
  return `has another integrity in the lockfile than ${where} (${algorithm})`
}

function quoted(text: string): string {
  return `\`${printableWithin(text, NAME_WIDTH)}\``
}

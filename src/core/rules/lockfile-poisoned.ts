import type {Artifact} from '../artifact.ts'
import type {LockedEntry} from '../locked-entry.ts'
import {isSameVersion} from '../packument/version-order.ts'
import {printableWithin} from '../printable.ts'
import {redactUrl} from '../redact.ts'
import type {Release} from '../release.ts'
import {readTarballAddress} from '../tarball-address.ts'
import {versionText} from './release-text.ts'
import type {Rule} from './rule.ts'

const NAME_WIDTH = 80

export const lockfilePoisoned: Rule = {
  code: 'lockfile-poisoned',
  meaning: 'the lockfile says one thing and brings another: a name, a version or a content that nobody asked for',
  needs: 'locked',
  judge(artifact, {locked, release: facts}) {
    if (locked === undefined) return undefined
    const message = poison(locked, artifact) ?? (facts === undefined ? undefined : otherContent(locked, facts.release))
    return message === undefined ? undefined : {message, suggestions: []}
  },
}

function poison(locked: LockedEntry, {source}: Artifact): string | undefined {
  const {installedAs, name, version, resolved, integrity, isAliasAsked} = locked
  const address = resolved === undefined ? undefined : readTarballAddress(resolved)
  if (address !== undefined && address.name !== name) {
    return `is ${nameText(name)} by the lockfile, which takes it from the address of ${nameText(address.name)}`
  }
  if (address?.version !== undefined && address.version !== version && !isSameVersion(address.version, version)) {
    return `is version ${versionText(version)} by the lockfile, which takes the tarball of ${versionText(address.version)}`
  }
  if (name !== installedAs && isAliasAsked === false) {
    return `is put in the place of ${nameText(installedAs)} by the lockfile, and nothing asks for that`
  }
  // Deny: npm would unpack whatever stands there. An address of the registry itself is checked by what the registry says.
  if (source.kind === 'url' && integrity === undefined) {
    return `is taken from \`${printableWithin(redactUrl(source.url), NAME_WIDTH)}\` by the lockfile, with nothing to check its content by`
  }
  return undefined
}

/** The same hash function, and another hash. */
function otherContent({integrity}: LockedEntry, release: Release): string | undefined {
  const [algorithm] = release.integrity?.split('-', 1) ?? []
  if (integrity === undefined || algorithm === undefined) return undefined
  const hashes = integrity.split(/\s+/).flatMap((hash) => (hash.startsWith(`${algorithm}-`) ? hash.split('?', 1) : []))
  if (hashes.length === 0 || hashes.some((hash) => hash === release.integrity)) return undefined
  return `has another integrity in the lockfile than at its registry (${algorithm})`
}

function nameText(name: string): string {
  return `\`${printableWithin(name, NAME_WIDTH)}\``
}

// A lockfile made behind another registry names that registry's host for every package. That is one question, not hundreds:
// the names are judged as registry names, and the host is asked about once.

import type {Artifact} from '../../core/artifact.ts'
import type {Unclear} from '../../core/invocation.ts'
import {readTarballAddress} from '../../core/tarball-address.ts'
import {shortened} from './shortened.ts'

/** Up to so many packages of one host are shown each for itself: a forged entry or two must not hide behind a number. */
const MOST_SINGLE = 3

export interface Gathered {
  readonly artifacts: readonly Artifact[]
  readonly unclear: readonly Unclear[]
}

export function gatherForeignHosts(artifacts: readonly Artifact[], lockfile: string): Gathered {
  const counts = new Map<string, number>()
  for (const artifact of artifacts) {
    const origin = foreignOrigin(artifact)
    if (origin !== undefined) counts.set(origin, (counts.get(origin) ?? 0) + 1)
  }
  const many = [...counts].filter(([, count]) => count > MOST_SINGLE)
  if (many.length === 0) return {artifacts, unclear: []}
  const gathered = new Set(many.map(([origin]) => origin))
  return {
    artifacts: artifacts.map((artifact) => {
      const origin = foreignOrigin(artifact)
      return origin !== undefined && gathered.has(origin) ? asRegistryName(artifact, origin) : artifact
    }),
    unclear: many.map(([origin, count]) => ({
      message: `\`${lockfile}\` takes ${count} packages from \`${shortened(origin)}\`, which is no registry that npm is set to use`,
    })),
  }
}

/** The origin of a tarball address that is shaped like a registry's. */
function foreignOrigin({source}: Artifact): string | undefined {
  if (source.kind !== 'url') return undefined
  return readTarballAddress(source.url) === undefined ? undefined : new URL(source.url).origin
}

/** npm unpacks what the address holds, whatever the entry is called. */
function asRegistryName(artifact: Artifact, origin: string): Artifact {
  const served = artifact.source.kind === 'url' ? readTarballAddress(artifact.source.url) : undefined
  const name = served?.name ?? artifact.name
  const specifier = artifact.locked?.version ?? ''
  return {...artifact, name, specifier, source: {kind: 'registry', registry: `${origin}/`}}
}

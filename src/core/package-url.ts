// Artifacts as package URLs (purl specification, types `npm`, `pypi`, `docker`), for JSON and logs.

import {PackageURL} from 'packageurl-js'
import semver from 'semver'
import type {Artifact} from './artifact.ts'
import {redactUrl} from './redact.ts'

/** A purl carries a version only where exactly one was asked for. `null` where the artifact has no name or a hostile one. */
export function packageUrl(artifact: Artifact): string | null {
  if (artifact.name === '') return null
  try {
    return make(artifact).toString()
  } catch {
    // The purl grammar refuses some names that people can type; the JSON then carries `requested` alone.
    return null
  }
}

function make({ecosystem, name, specifier, digest, source}: Artifact): PackageURL {
  switch (ecosystem) {
    case 'npm': {
      const slash = name.startsWith('@') ? name.indexOf('/') : -1
      const version = semver.valid(specifier) ?? undefined
      return new PackageURL(
        'npm',
        slash > 0 ? name.slice(0, slash) : undefined,
        name.slice(slash + 1),
        version,
        {},
        undefined,
      )
    }
    case 'pypi': {
      const exact = /^===?\s*([^*,;\s]+)$/.exec(specifier)
      return new PackageURL('pypi', undefined, name, exact?.[1], {}, undefined)
    }
    case 'docker': {
      const host = source.kind === 'registry' ? source.registry : undefined
      const path = host !== undefined && name.startsWith(`${host}/`) ? name.slice(host.length + 1) : name
      const slash = path.lastIndexOf('/')
      const qualifiers = host === undefined ? {} : {repository_url: redactUrl(host)}
      const namespace = slash > 0 ? path.slice(0, slash) : undefined
      return new PackageURL(
        'docker',
        namespace,
        path.slice(slash + 1),
        digest ?? (specifier || undefined),
        qualifiers,
        undefined,
      )
    }
  }
}

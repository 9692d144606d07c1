// The one version that was asked for, where exactly one was.

import semver from 'semver'
import type {Artifact} from './artifact.ts'

/** Undefined for a range, a dist-tag, nothing at all, and for images. */
export function exactVersion({ecosystem, specifier}: Pick<Artifact, 'ecosystem' | 'specifier'>): string | undefined {
  switch (ecosystem) {
    case 'npm':
      return semver.valid(specifier) ?? undefined
    case 'pypi':
      return /^===?\s*([^*,;\s]+)$/.exec(specifier.trim())?.[1]
    case 'docker':
      return undefined
  }
}

// The elements of a record's `artifacts`: package URLs in older logs, objects with facts in newer ones.

import type {Ecosystem} from '../core/artifact.ts'
import {artifactOfPurl, type NamedArtifact} from '../core/purl-artifact.ts'

export interface RecordedArtifact extends NamedArtifact {
  /** As a person reads it: a package URL, or name and specifier. */
  readonly shown: string
}

const ECOSYSTEMS: ReadonlySet<unknown> = new Set<Ecosystem>(['npm', 'pypi', 'docker'])

/** Undefined for what names no artifact. */
export function recordedArtifact(element: unknown): RecordedArtifact | undefined {
  if (typeof element === 'string') {
    const artifact = artifactOfPurl(element)
    return artifact && {...artifact, shown: element}
  }
  const {ecosystem, name, specifier, digest, purl} = (element ?? {}) as {readonly [key: string]: unknown}
  if (!ECOSYSTEMS.has(ecosystem) || typeof name !== 'string' || name === '') return undefined
  if (typeof specifier !== 'string') return undefined
  return {
    ecosystem: ecosystem as Ecosystem,
    name,
    specifier,
    ...(typeof digest === 'string' ? {digest} : {}),
    shown: shownAs(typeof purl === 'string' ? purl : name, specifier),
  }
}

/** A package URL says a version only where exactly one was asked for. */
function shownAs(named: string, specifier: string): string {
  return specifier === '' || named.includes(specifier.replace(/^=+/, '')) ? named : `${named} ${specifier}`
}

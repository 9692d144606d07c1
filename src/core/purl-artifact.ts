// Package URLs back to artifacts: the other direction of `package-url.ts`, for what a log or a person names.

import {PackageURL} from 'packageurl-js'
import type {Artifact} from './artifact.ts'

/** What a package URL says of an artifact. */
export type NamedArtifact = Pick<Artifact, 'ecosystem' | 'name' | 'specifier' | 'digest'>

/** Undefined for what is no package URL, or one of another type than npm, pypi and docker. A version becomes exactly that version. */
export function artifactOfPurl(text: string): NamedArtifact | undefined {
  let parsed: PackageURL
  try {
    parsed = PackageURL.fromString(text)
  } catch {
    return undefined
  }
  const {type, namespace, name, version, qualifiers} = parsed
  if (name === undefined || name === '') return undefined
  const path = namespace ? `${namespace}/${name}` : name
  const specifier = version ?? ''
  switch (type) {
    case 'npm':
      return {ecosystem: 'npm', name: path, specifier}
    case 'pypi':
      return {ecosystem: 'pypi', name: path, specifier: specifier === '' ? '' : `==${specifier}`}
    case 'docker': {
      const host = qualifiers?.repository_url?.replace(/^https?:\/\//, '')
      const whole = host ? `${host}/${path}` : path
      if (specifier.includes(':')) return {ecosystem: 'docker', name: whole, specifier: '', digest: specifier}
      return {ecosystem: 'docker', name: whole, specifier}
    }
    default:
      return undefined
  }
}

// The pattern that covers what was asked for and as little else as can be: the version where one was given, the digest of an image.

import type {Artifact} from '../artifact.ts'
import {assertNever} from '../assert-never.ts'
import {parsePattern, rangeProblem} from './pattern.ts'

export type NarrowPattern =
  | {readonly kind: 'pattern'; readonly text: string}
  /** The version cannot be named, only the name: `every` covers all of its versions. */
  | {readonly kind: 'moving'; readonly specifier: string; readonly every: string}
  | {readonly kind: 'nameless'}

export function narrowPattern(artifact: Artifact): NarrowPattern {
  const {ecosystem, name, specifier} = artifact
  if (name === '') return {kind: 'nameless'}
  const every = `${ecosystem}:${name}`
  const text = `${every}${versionOf(artifact)}`
  if (isPattern(text)) return {kind: 'pattern', text}
  return isPattern(every) ? {kind: 'moving', specifier, every} : {kind: 'nameless'}
}

function isPattern(text: string): boolean {
  const parsed = parsePattern(text)
  return parsed.kind === 'pattern' && parsed.pattern.kind === 'name' && rangeProblem(parsed.pattern) === undefined
}

function versionOf({ecosystem, specifier, digest}: Artifact): string {
  const written = specifier.trim()
  switch (ecosystem) {
    case 'npm':
      return written === '' ? '' : `@${written}`
    case 'pypi': {
      const exact = /^==\s*([^*,;\s]+)$/.exec(written)?.[1]
      return written === '' ? '' : `@${exact ?? written}`
    }
    case 'docker':
      // Beside a digest docker does not look at the tag.
      return digest === undefined ? (written === '' ? '' : `:${written}`) : `@${digest}`
    default:
      return assertNever(ecosystem)
  }
}

// One npm specifier as an artifact, by npm's own grammar (`npm-package-arg`): aliases stand for their target, and what does
// not come from a registry is named for what it is.

import npa from 'npm-package-arg'
import type {Artifact, RequestedIn, Source} from '../../core/artifact.ts'
import type {Unclear} from '../../core/invocation.ts'
import type {Registries} from './registries.ts'
import {reasonOf, shortened} from './shortened.ts'

export type ReadSpecifier =
  | {readonly kind: 'artifact'; readonly artifact: Artifact}
  | {readonly kind: 'unclear'; readonly unclear: Unclear}

export interface SpecifierPlace {
  /** Folder that relative paths are resolved against. */
  readonly where: string
  readonly registries: Registries
  readonly requestedIn: RequestedIn
}

/** A word of a command line: `express`, `@types/node@20`, `x@npm:y`, `user/repo`, `./folder`. */
export function readSpecifier(word: string, place: SpecifierPlace): ReadSpecifier {
  return artifactOf(word, place, () => npa(word, place.where))
}

/** A dependency of a manifest: name and specifier apart. */
export function readDependency(name: string, specifier: string, place: SpecifierPlace): ReadSpecifier {
  const requested = specifier === '' ? name : `${name}@${specifier}`
  return artifactOf(requested, place, () => npa.resolve(name, specifier, place.where))
}

function artifactOf(
  requested: string,
  {registries, requestedIn}: SpecifierPlace,
  parse: () => npa.Result,
): ReadSpecifier {
  let result: npa.Result
  try {
    result = parse()
  } catch (error) {
    // Deny: npm's grammar has no meaning for it, so nothing can be said of what npm would do.
    return unclear(requested, reasonOf(error))
  }
  const target = result.type === 'alias' ? (result as npa.AliasResult).subSpec : result
  const name = target.name ?? ''
  const source = sourceOf(target, registries)
  // Deny: npm asks the registry for `undefined` then.
  if (source.kind === 'registry' && name === '') return unclear(requested, 'it is no name that a package can have')
  // An empty range was written as nothing; npa fills in `*` for it.
  const specifier =
    source.kind === 'registry' ? (target.rawSpec === '*' && !requested.endsWith('*') ? '' : target.rawSpec) : ''
  return {kind: 'artifact', artifact: {ecosystem: 'npm', requested, name, specifier, source, requestedIn}}
}

function unclear(requested: string, reason: string): ReadSpecifier {
  const message = `\`${shortened(requested)}\` is no specifier that npm knows: ${reason}`
  return {kind: 'unclear', unclear: {message}}
}

function sourceOf(result: npa.Result, registries: Registries): Source {
  switch (result.type) {
    case 'git':
      return {kind: 'git', url: result.saveSpec ?? result.rawSpec}
    case 'remote':
      return {kind: 'url', url: result.fetchSpec ?? result.rawSpec}
    case 'file':
      return {kind: 'file', path: result.fetchSpec ?? result.rawSpec}
    case 'directory':
      return {kind: 'directory', path: result.fetchSpec ?? result.rawSpec}
    default: {
      const registry = registries.registryFor(result.name ?? '')
      return registry === undefined ? {kind: 'registry'} : {kind: 'registry', registry}
    }
  }
}

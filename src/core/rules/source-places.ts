// Every place that a tool may take an artifact from, in the form in which the policy's registries are compared.

import type {Artifact} from '../artifact.ts'
import {assertNever} from '../assert-never.ts'
import {canonicalImage} from '../docker-reference.ts'
import type {ConfiguredSource} from '../invocation.ts'
import {comparableName} from '../policy/comparable-name.ts'
import {comparableAddress, DEFAULT_PLACE} from '../policy/registry.ts'

export interface Place {
  /** What `isWithin` takes. */
  readonly place: string
  /** For a sentence: `the registry …`. */
  readonly text: string
}

/** pip takes the best version from all of these together; npm and docker have one place for each name. */
const MORE_INDEXES = new Set(['extra-index-url', 'find-links'])

/** Empty where the artifact comes from no registry. */
export function registryPlaces(artifact: Artifact, sources: readonly ConfiguredSource[]): readonly Place[] {
  const {ecosystem, source, name} = artifact
  if (source.kind !== 'registry' || name === '') return []
  switch (ecosystem) {
    case 'docker': {
      return [{place: `${comparableName(artifact)}/`, text: `the registry \`${canonicalImage(name).host}\``}]
    }
    case 'npm':
      return [placeOf(source.registry)]
    case 'pypi': {
      const isOffline = sources.some(({setting}) => setting === 'no-index')
      const more = sources.filter(({setting}) => MORE_INDEXES.has(setting) && (setting === 'find-links' || !isOffline))
      // What is no web address is a folder on this machine.
      const addresses = more.map(({value}) => value).filter((value) => comparableAddress(value) !== undefined)
      return [...(isOffline ? [] : [placeOf(source.registry)]), ...addresses.map(placeOf)]
    }
    default:
      return assertNever(ecosystem)
  }
}

/** Deny: an address that cannot be read lies in no registry that a policy lists. */
export function placeOf(registry: string | undefined): Place {
  if (registry === undefined) return {place: DEFAULT_PLACE, text: 'the default registry'}
  const place = comparableAddress(registry) ?? ''
  return {place, text: `\`${place === '' ? 'an address that cannot be read' : place}\``}
}

// Every place that a tool may take an artifact from, in the form in which the policy's registries are compared.

import type {Artifact} from '../artifact.ts'
import {assertNever} from '../assert-never.ts'
import {canonicalImage, comparableImage} from '../docker-reference.ts'
import type {ConfiguredSource} from '../invocation.ts'
import {comparableAddress, DEFAULT_PLACE} from '../policy/registry.ts'

export interface Place {
  /** What `isWithin` takes. */
  readonly place: string
  /** For a sentence: `the registry …`. */
  readonly text: string
}

/** pip takes the best version from all of these together; npm and docker have one place for each name. */
const MORE_INDEXES = new Set(['extra-index-url', 'find-links'])

/** The places of one command. What is read of an address is kept, because a lockfile names few of them a thousand times. */
export class SourcePlaces {
  readonly #known = new Map<string, Place>()
  readonly #isOffline: boolean
  /** What is no web address is a folder on this machine. */
  readonly #more: readonly Place[]

  constructor(sources: readonly ConfiguredSource[]) {
    const isOffline = sources.some(({setting}) => setting === 'no-index')
    this.#isOffline = isOffline
    this.#more = sources
      .filter(({setting}) => MORE_INDEXES.has(setting) && (setting === 'find-links' || !isOffline))
      .filter(({value}) => comparableAddress(value) !== undefined)
      .map(({value}) => this.at(value))
  }

  /** Empty where the artifact comes from no registry. */
  of(artifact: Artifact): readonly Place[] {
    const {ecosystem, source, name} = artifact
    if (source.kind !== 'registry' || name === '') return []
    switch (ecosystem) {
      case 'docker': {
        const image = canonicalImage(name)
        return [{place: `${comparableImage(image)}/`, text: `the registry \`${image.host}\``}]
      }
      case 'npm':
        return [this.at(source.registry)]
      case 'pypi':
        return [...(this.#isOffline ? [] : [this.at(source.registry)]), ...this.#more]
      default:
        return assertNever(ecosystem)
    }
  }

  at(registry: string | undefined): Place {
    if (registry === undefined) return DEFAULT
    let place = this.#known.get(registry)
    if (place === undefined) {
      place = placeOf(registry)
      this.#known.set(registry, place)
    }
    return place
  }
}

const DEFAULT: Place = {place: DEFAULT_PLACE, text: 'the default registry'}

/** Deny: an address that cannot be read lies in no registry that a policy lists. */
function placeOf(registry: string): Place {
  const place = comparableAddress(registry) ?? ''
  return {place, text: `\`${place === '' ? 'an address that cannot be read' : place}\``}
}

// An npm packument: what a registry serves of one package, whole or abbreviated ("corgi"), of any registry's dialect (npm/registry,
// docs/responses/package-metadata.md). Read as it is asked for: most of the hundreds that an install fetches are asked one thing.

import type {Moment} from '../release.ts'
import {type JsonObject, objectOf} from './json.ts'
import {Lineage} from './lineage.ts'
import {hasProvenance, hasTrustedPublisher} from './manifest-fields.ts'
import {parseMoment} from './moment.ts'
import {Publication} from './publication.ts'
import {isSameVersion, VersionOrder} from './version-order.ts'

export type ReadPackument =
  | {readonly kind: 'packument'; readonly packument: Packument}
  /** The reason is the end of a sentence about what the registry serves. */
  | {readonly kind: 'error'; readonly reason: string}

/** `json`: what `JSON.parse` gave. `name`: the package that was asked for. */
export function readPackument(json: unknown, name: string): ReadPackument {
  const whole = objectOf(json)
  if (whole === undefined) return {kind: 'error', reason: 'is no JSON object'}
  // Deny: what is served under another name was not asked for, and would be judged by the wrong one.
  if (typeof whole.name === 'string' && whole.name !== name) return {kind: 'error', reason: 'is about another package'}
  for (const key of ['versions', 'dist-tags', 'time']) {
    const part = whole[key]
    if (part !== undefined && part !== null && objectOf(part) === undefined) {
      return {kind: 'error', reason: `has something else than an object under \`${key}\``}
    }
  }
  return {kind: 'packument', packument: new Packument(whole, name)}
}

export class Packument {
  readonly name: string
  readonly json: JsonObject
  readonly #versions: JsonObject | undefined
  readonly #times: JsonObject | undefined
  #keys: readonly string[] | undefined
  #order: VersionOrder | undefined
  #publication: Publication | undefined
  readonly #lineages = new Map<boolean, Lineage>()
  #servesAttestations: boolean | undefined
  #hasTrustedPublisher: boolean | undefined

  constructor(json: JsonObject, name: string) {
    this.json = json
    this.name = name
    this.#versions = objectOf(json.versions)
    this.#times = objectOf(json.time)
  }

  /** Every version that it has, in its own order. */
  get versions(): readonly string[] {
    this.#keys ??= this.#versions === undefined ? [] : Object.keys(this.#versions)
    return this.#keys
  }

  get order(): VersionOrder {
    this.#order ??= new VersionOrder(this.versions)
    return this.#order
  }

  get publication(): Publication {
    this.#publication ??= new Publication(this)
    return this.#publication
  }

  /** `withPrereleases`: the line in which a pre-release stands; a release stands among releases only. */
  lineage(withPrereleases: boolean): Lineage {
    const lineage = this.#lineages.get(withPrereleases) ?? new Lineage(this, withPrereleases)
    this.#lineages.set(withPrereleases, lineage)
    return lineage
  }

  /** Whether it says when each release was published. */
  get hasTimes(): boolean {
    return this.#times !== undefined
  }

  /** Undefined for a version that it has not, and for an entry that is no manifest of this version. */
  manifest(version: string): JsonObject | undefined {
    // What every object inherits says of itself no version; asking first whether the key is there would take as long again.
    const manifest = objectOf(this.#versions?.[version])
    if (manifest === undefined) return undefined
    // Deny: npm installs what the manifest says it is; what was judged is the version that it stands under.
    const {version: said, name} = manifest
    if (said !== version && (typeof said !== 'string' || !isSameVersion(said, version))) return undefined
    return name === undefined || name === this.name ? manifest : undefined
  }

  publishedAt(version: string): Moment | undefined {
    return this.#times === undefined ? undefined : parseMoment(this.#times[version])
  }

  get createdAt(): Moment | undefined {
    return parseMoment(this.#times?.created)
  }

  get modifiedAt(): Moment | undefined {
    return parseMoment(this.#times?.modified) ?? parseMoment(this.json.modified)
  }

  /** Whether any release of it has a provenance attestation: only then does the lack of one say something. */
  get servesAttestations(): boolean {
    this.#servesAttestations ??= this.versions.some((version) => hasProvenance(this.manifest(version)))
    return this.#servesAttestations
  }

  /** Whether any release of it says how it was built. */
  get saysHowBuilt(): boolean {
    if (this.servesAttestations) return true
    const isTrusted = (version: string): boolean => hasTrustedPublisher(this.manifest(version) ?? {}) === true
    this.#hasTrustedPublisher ??= this.versions.some(isTrusted)
    return this.#hasTrustedPublisher
  }
}

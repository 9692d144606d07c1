// The facts of one release, as rules look at them. Each is found out when it is asked for; what the whole packument has to be
// gone through for is found out once.

import type {Moment, PublisherTurn, Release, ReleaseFacts, Silence, Turn} from '../release.ts'
import type {Lineage} from './lineage.ts'
import {ManifestRelease} from './manifest-release.ts'
import type {Packument} from './packument.ts'
import type {ReleaseChecks} from './signed-release.ts'
import {isPrerelease} from './version-order.ts'

/** Undefined for a version that the packument has not, or has no manifest of. */
export function releaseFacts(
  packument: Packument,
  version: string,
  checks: ReleaseChecks = {},
): ReleaseFacts | undefined {
  const manifest = packument.manifest(version)
  if (manifest === undefined) return undefined
  return new PackumentFacts(packument, new ManifestRelease(packument, version, manifest, checks))
}

class PackumentFacts implements ReleaseFacts {
  readonly release: Release
  readonly #packument: Packument

  constructor(packument: Packument, release: Release) {
    this.#packument = packument
    this.release = release
  }

  get previous(): Release | undefined {
    return this.#release(this.#lineage()?.previousOf(this.release.version))
  }

  get packageCreatedAt(): Moment | undefined {
    return this.#packument.publication.createdAt ?? this.#packument.createdAt
  }

  get packageModifiedAt(): Moment | undefined {
    return this.#packument.modifiedAt
  }

  get previousPublishedAt(): Moment | undefined {
    const {publishedAt} = this.release
    return publishedAt === undefined ? undefined : this.#packument.publication.previousTo(publishedAt)
  }

  get silences(): readonly Silence[] | undefined {
    const {publishedAt} = this.release
    return publishedAt === undefined ? undefined : this.#packument.publication.silencesUpTo(publishedAt)
  }

  get scriptTurn(): Turn | undefined {
    return this.#turn(this.#lineage()?.scriptTurn(this.release.version))
  }

  get provenanceTurn(): Turn | undefined {
    if (!this.#packument.saysHowBuilt || this.release.hasProvenance === true) return undefined
    return this.#turn(this.#lineage()?.provenanceTurn(this.release.version))
  }

  get publisherTurn(): PublisherTurn | undefined {
    const {publisher} = this.release
    const found = publisher === undefined ? undefined : this.#packument.publication.turnOf(publisher)
    const turn = this.#turn(found)
    return turn === undefined || found === undefined ? undefined : {...turn, earlierPublishers: found.earlierPublishers}
  }

  /** Undefined for what is no version to npm. */
  #lineage(): Lineage | undefined {
    const ordered = this.#packument.order.at(this.release.version)
    return ordered === undefined ? undefined : this.#packument.lineage(isPrerelease(ordered))
  }

  #turn(turn: {readonly first: string; readonly before: string} | undefined): Turn | undefined {
    const [first, before] = [this.#release(turn?.first), this.#release(turn?.before)]
    return first === undefined || before === undefined ? undefined : {first, before}
  }

  #release(version: string | undefined): Release | undefined {
    const manifest = version === undefined ? undefined : this.#packument.manifest(version)
    if (version === undefined || manifest === undefined) return undefined
    return new ManifestRelease(this.#packument, version, manifest)
  }
}

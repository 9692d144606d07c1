// What lockfiles pin, once for each name, version and source, and which requests of a manifest that answers.

import semver from 'semver'
import type {Artifact} from '../../core/artifact.ts'

export class Pinned {
  readonly #artifacts = new Map<string, Artifact>()
  /** Versions by name and source. */
  readonly #versions = new Map<string, string[]>()

  get artifacts(): readonly Artifact[] {
    return [...this.#artifacts.values()]
  }

  /** Of the same version once, unless it is fetched from elsewhere or checked by something else. */
  add(artifact: Artifact): void {
    const key = sourceKey(artifact)
    const whole = JSON.stringify([key, artifact.specifier, contentOf(artifact)])
    if (this.#artifacts.has(whole)) return
    this.#artifacts.set(whole, artifact)
    this.#versions.set(key, [...(this.#versions.get(key) ?? []), artifact.specifier])
  }

  /** Whether npm takes what is pinned for this request: any version for a dist-tag, one in the range otherwise. */
  satisfies(request: Artifact): boolean {
    const versions = this.#versions.get(sourceKey(request))
    if (versions === undefined) return false
    if (request.source.kind !== 'registry') return true
    const range = semver.validRange(request.specifier, {loose: true})
    return range === null || versions.some((version) => semver.satisfies(version, range, {loose: true}))
  }
}

function contentOf({locked}: Artifact): string {
  return JSON.stringify([locked?.name, locked?.resolved, locked?.integrity, locked?.isStrangeAlias])
}

function sourceKey({name, source}: Artifact): string {
  return JSON.stringify([name, source])
}

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

  /** An entry that something speaks against is kept beside one of the same version that nothing does. */
  add(artifact: Artifact): void {
    const key = sourceKey(artifact)
    const whole = JSON.stringify([key, artifact.specifier, artifact.locked?.integrity, artifact.locked?.doubt])
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

function sourceKey({name, source}: Artifact): string {
  return JSON.stringify([name, source])
}

// How npm goes from a package to what it needs: which version a specifier means, and what that version asks for in its turn.

import semver from 'semver'
import {distTags} from '../core/packument/dist-tags.ts'
import {type JsonObject, objectOf} from '../core/packument/json.ts'
import type {Packument} from '../core/packument/packument.ts'

/** Names that a registry can have. What stands in a manifest becomes a part of an address. */
const NAME = /^(?:@[\w~-][\w.~-]*\/)?[\w~-][\w.~-]*$/

export interface Edge {
  /** The package, behind an alias too. */
  readonly name: string
  readonly specifier: string
}

/** What npm takes (npm-pick-manifest): the version of a tag, else `latest` where it fits, else the newest; what is put aside last. */
export function pickVersion(
  packument: Packument,
  specifier: string,
  isAside: (version: string) => boolean,
): string | undefined {
  const tags = distTags(packument)
  const {versions} = packument
  const latest = tags.get('latest')
  const newest = (list: readonly string[], range: string): string | undefined =>
    semver.maxSatisfying([...list], range, {loose: true}) ?? undefined
  if (specifier !== '' && semver.validRange(specifier, {loose: true}) === null) {
    return tags.get(specifier)
  }
  const range = specifier === '' ? '*' : specifier
  const isFit =
    latest !== undefined && !isAside(latest) && (range === '*' || semver.satisfies(latest, range, {loose: true}))
  return (
    (isFit ? latest : undefined) ??
    newest(
      versions.filter((version) => !isAside(version)),
      range,
    ) ??
    newest(versions, range) ??
    (range === '*' ? latest : undefined)
  )
}

/** Without optional ones: npm goes on where such a one cannot be had. */
export function edgesOf(manifest: JsonObject): readonly Edge[] {
  const {dependencies, peerDependencies, optionalDependencies, peerDependenciesMeta} = manifest
  const optional = new Set(Object.keys(objectOf(optionalDependencies) ?? {}))
  const meta = objectOf(peerDependenciesMeta) ?? {}
  const isOptionalPeer = (name: string): boolean => objectOf(meta[name])?.optional === true
  return [
    ...wantsIn(dependencies, (name) => !optional.has(name)),
    ...wantsIn(peerDependencies, (name) => !isOptionalPeer(name)),
  ]
}

/** What npm asks the registry about for the sake of this version. */
export function allEdgesOf(manifest: JsonObject): readonly Edge[] {
  return [...edgesOf(manifest), ...wantsIn(manifest.optionalDependencies)]
}

function wantsIn(field: unknown, isCounted: (name: string) => boolean = () => true): readonly Edge[] {
  return Object.entries(objectOf(field) ?? {}).flatMap(([name, value]) =>
    typeof value === 'string' && NAME.test(name) && isCounted(name) ? [aliasTarget(name, value)] : [],
  )
}

/** What a specifier asks for, behind an alias (`npm:`) too. */
export function aliasTarget(name: string, specifier: string): Edge {
  const alias = /^npm:(@?[^@]+)(?:@(.*))?$/.exec(specifier)
  const [, target = '', range = ''] = alias ?? []
  return NAME.test(target) ? {name: target, specifier: range} : {name, specifier}
}

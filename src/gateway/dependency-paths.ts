// Who wants a version that was put aside: the way from what was typed or stands in the manifest down to it, found in what the
// registries say, as npm would resolve it. Used when npm was stopped, to say why; it decides nothing about what is served.

import semver from 'semver'
import type {Artifact} from '../core/artifact.ts'
import {distTags} from '../core/packument/dist-tags.ts'
import {type JsonObject, objectOf} from '../core/packument/json.ts'
import type {Packument} from '../core/packument/packument.ts'
import type {JudgedPackage} from './packuments.ts'

export interface Wanted {
  readonly name: string
  readonly version: string
  /** What is asked for it: `^1.2.0`. */
  readonly specifier: string
  /** Where the way begins. */
  readonly root: Artifact
  /** `name@version` of each package on the way, the version itself left out; empty where the root asks for it. */
  readonly via: readonly string[]
}

export interface Search {
  readonly roots: readonly Artifact[]
  readonly lookUp: (name: string) => Promise<JudgedPackage | undefined>
  /** Whether this version of the package is one that is looked for. */
  readonly isSought: (name: string, version: string) => boolean
  /** Stops where as many are found. */
  readonly most: number
  readonly signal: AbortSignal
}

interface Step {
  readonly name: string
  readonly specifier: string
  readonly root: Artifact
  readonly via: readonly string[]
}

const MOST_PACKAGES = 5000

export async function findWanted({roots, lookUp, isSought, most, signal}: Search): Promise<readonly Wanted[]> {
  const found = new Map<string, Wanted>()
  const seen = new Set<string>()
  // A registry that takes its time is not waited for any longer than the patience that is left.
  const aborted = new Promise<readonly (readonly Step[])[]>((resolve) => {
    signal.addEventListener('abort', () => resolve([]), {once: true})
  })
  let level: readonly Step[] = roots
    .filter(({source}) => source.kind === 'registry')
    .map((root) => ({name: root.name, specifier: root.specifier, root, via: []}))
  while (level.length > 0 && found.size < most && seen.size < MOST_PACKAGES && !signal.aborted) {
    const fresh = level.filter(({name, specifier}) => {
      const key = `${name}@${specifier}`
      return !seen.has(key) && seen.add(key)
    })
    const steps = Promise.all(
      fresh.map(async (step): Promise<readonly Step[]> => {
        const judged = signal.aborted ? undefined : await lookUp(step.name)
        // What was fetched once may not be there a second time: the way through it is not found, and that is all.
        const packument = await judged?.read().catch(() => undefined)
        if (judged === undefined || packument === undefined) return []
        const version = pickVersion(packument, step.specifier, (one) => isPutAside(judged, one))
        if (version === undefined) return []
        if (isSought(step.name, version) && !found.has(`${step.name}@${version}`))
          found.set(`${step.name}@${version}`, {...step, version})
        const via = [...step.via, `${step.name}@${version}`]
        return edgesOf(packument.manifest(version) ?? {}).map(([name, specifier]) => ({
          ...target(name, specifier),
          root: step.root,
          via,
        }))
      }),
    )
    level = (await Promise.race([steps, aborted])).flat()
  }
  return [...found.values()]
}

function isPutAside({verdicts}: JudgedPackage, version: string): boolean {
  const kind = verdicts.get(version)?.kind
  return kind === 'hold-back' || kind === 'block'
}

/** What npm takes (npm-pick-manifest): the version of a tag, else `latest` where it fits, else the newest; what is put aside last. */
function pickVersion(
  packument: Packument,
  specifier: string,
  isAside: (version: string) => boolean,
): string | undefined {
  const tags = distTags(packument)
  const {versions} = packument
  const latest = tags.get('latest')
  const left = versions.filter((version) => !isAside(version))
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
    newest(left, range) ??
    newest(versions, range) ??
    (range === '*' ? latest : undefined)
  )
}

/** Without optional ones: npm goes on where such a one cannot be had. */
function edgesOf(manifest: JsonObject): readonly (readonly [name: string, specifier: string])[] {
  const {dependencies, peerDependencies, optionalDependencies, peerDependenciesMeta} = manifest
  const optional = new Set(Object.keys(objectOf(optionalDependencies) ?? {}))
  const meta = objectOf(peerDependenciesMeta) ?? {}
  const isOptionalPeer = (name: string): boolean => objectOf(meta[name])?.optional === true
  return [
    ...pairsOf(dependencies).filter(([name]) => !optional.has(name)),
    ...pairsOf(peerDependencies).filter(([name]) => !isOptionalPeer(name)),
  ]
}

function pairsOf(field: unknown): readonly (readonly [string, string])[] {
  return Object.entries(objectOf(field) ?? {}).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  )
}

function target(name: string, specifier: string): {readonly name: string; readonly specifier: string} {
  const alias = /^npm:(@?[^@]+)(?:@(.*))?$/.exec(specifier)
  return alias === null ? {name, specifier} : {name: alias[1] ?? name, specifier: alias[2] ?? ''}
}

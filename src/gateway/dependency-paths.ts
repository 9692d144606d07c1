// Who wants a version that was put aside: the way from what was typed or stands in the manifest down to it, found in what the
// registries say, as npm would resolve it. Used when npm was stopped, to say why; it decides nothing about what is served.

import type {Artifact} from '../core/artifact.ts'
import type {JudgedPackage} from './judged-package.ts'
import {allEdgesOf, edgesOf, pickVersion} from './resolution.ts'

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
  /** Whether the ways through optional packages are looked at; npm goes on where such a one cannot be had. */
  readonly isWithOptional: boolean
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

export async function findWanted({
  roots,
  lookUp,
  isSought,
  isWithOptional,
  most,
  signal,
}: Search): Promise<readonly Wanted[]> {
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
        const edges = isWithOptional ? allEdgesOf : edgesOf
        return edges(packument.manifest(version) ?? {}).map((edge) => ({...edge, root: step.root, via}))
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

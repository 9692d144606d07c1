// How much of what was installed was judged. A package counts as judged when its name was judged in this run (with all its versions),
// when it stood in the judged lockfile, or when npm had it in its cache under the gateway's address, where only what was judged by
// the same policy and feeds is found.

import type {InstalledPackage, LockedPackage, Provenance} from '../core/registry-detour.ts'

export interface Coverage {
  /** Packages of the tree, without those that were there before and that nobody had to fetch or judge. */
  readonly total: number
  readonly judged: number
  /** What was not judged, `name` or what was asked for, by how it came in. */
  readonly unjudged: ReadonlyMap<Unjudged, readonly string[]>
}

export type Unjudged = Exclude<Provenance, 'registry'>

export interface Run {
  /** What stands in the tree after the run. */
  readonly installed: readonly InstalledPackage[]
  readonly before: readonly InstalledPackage[]
  readonly locked: readonly LockedPackage[]
  /** Names. */
  readonly judged: ReadonlySet<string>
}

export function coverageOf({installed, before, locked, judged}: Run): Coverage {
  const kept = new Set(before.map(keyOf))
  const lockedIds = new Set(locked.map(({name, version}) => `${name}@${version}`))
  const unjudged = new Map<Unjudged, string[]>()
  let total = 0
  for (const one of installed) {
    const {name, version, provenance} = one
    if (provenance === 'registry') {
      const isJudged = judged.has(name) || lockedIds.has(`${name}@${version}`)
      if (isJudged || !kept.has(keyOf(one))) total++
      continue
    }
    // A tarball that another package's lockfile names comes through the gateway unless npm has it in its cache.
    if (provenance === 'inner-lockfile' && judged.has(name)) total++
    else if (!kept.has(keyOf(one))) {
      total++
      unjudged.set(provenance, [...(unjudged.get(provenance) ?? []), name])
    }
  }
  const missed = [...unjudged.values()].reduce((sum, names) => sum + names.length, 0)
  return {total, judged: total - missed, unjudged}
}

function keyOf({place, name, version, provenance}: InstalledPackage): string {
  return `${provenance} ${place} ${name}@${version}`
}

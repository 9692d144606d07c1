// What the lockfile holds is judged before the tool is started: the tool may have it in its cache, and then asks nobody.

import type {Artifact} from '../core/artifact.ts'
import type {Decision, JudgedArtifact} from '../core/decision.ts'
import type {LockedPackage} from '../core/registry-detour.ts'
import type {LockedRelease, PackumentJudge, VersionVerdict} from '../gateway/packument-judge.ts'
import {registryFor, scopeOf} from '../gateway/registry-for.ts'
import type {ReleaseMemory} from '../gateway/release-memory.ts'
import type {Trip, TripEnd} from './trip.ts'

const MOST_QUESTIONS = 5

/** `memory`: absent where nothing was ever kept. */
export function stopByLockfile(
  trip: Trip,
  judge: PackumentJudge,
  memory: ReleaseMemory | undefined,
  approved: ReadonlySet<string>,
): Extract<TripEnd, {kind: 'stopped'}> | undefined {
  const {locked, decision, detour} = trip
  const recall = recallFrom(trip, memory)
  const stopping = new Map<string, JudgedArtifact>()
  for (const one of locked) {
    const id = `${one.name}@${one.version}`
    if (approved.has(id) || stopping.has(id) || stopping.size >= MOST_QUESTIONS) continue
    const verdict = judge.judgeVersion(one.name, undefined, one.version, recall(one))
    if (verdict !== undefined) stopping.set(id, judgedOf(one, verdict, detour.folder))
  }
  if (stopping.size === 0) return undefined
  const artifacts = [...stopping.values()]
  const verdict = artifacts.some((one) => one.verdict === 'block') ? 'block' : 'ask'
  return {kind: 'stopped', decision: {...decision, verdict, artifacts, unclear: []}, versions: [...stopping.keys()]}
}

/** What is remembered of what an entry names; nothing is asked of a registry for it. */
function recallFrom(
  {detour: {upstreams}, defaultRegistry}: Trip,
  memory: ReleaseMemory | undefined,
): (one: LockedPackage) => LockedRelease | undefined {
  if (memory === undefined) return () => undefined
  const registryOf = registryFor(upstreams, defaultRegistry)
  let isLost = false
  const registryFrom = (name: string): string | undefined => {
    try {
      return isLost ? undefined : registryOf(scopeOf(name))
    } catch {
      // Finding out may take as long as npm takes to start, and is not tried for each entry.
      isLost = true
      return undefined
    }
  }
  return ({name, version, integrity, place}) => {
    const registry = registryFrom(name)
    const known = registry === undefined ? undefined : memory.release(registry, name, version)
    if (known === undefined) return undefined
    const {release, firstSeen, modified: packageModifiedAt} = known
    // Of its address it was judged already.
    const entry = {place, name, version, ...(integrity === undefined ? {} : {integrity})}
    return {entry, remembered: {release, firstSeen, packageModifiedAt}}
  }
}

function judgedOf(
  {name, version, via}: LockedPackage,
  {kind, findings, evidence}: VersionVerdict,
  folder: string,
): JudgedArtifact {
  const artifact: Artifact = {
    ecosystem: 'npm',
    requested: `${name}@${version}`,
    name,
    specifier: version,
    source: {kind: 'registry'},
    requestedIn: {kind: 'lockfile', path: `${folder}/package-lock.json`},
    via,
  }
  return {artifact, evidence, verdict: kind === 'block' ? 'block' : 'ask', findings, suggestions: []}
}

/** The decision with the way to each thing that only the lockfile names. */
export function withWays(decision: Decision, locked: readonly LockedPackage[]): Decision {
  const ways = new Map(locked.map(({name, version, via}) => [`${name}@${version}`, via]))
  const artifacts = decision.artifacts.map((judged): JudgedArtifact => {
    const {artifact, verdict} = judged
    const via = ways.get(`${artifact.name}@${artifact.specifier}`)
    if (verdict === 'allow' || artifact.requestedIn.kind !== 'lockfile' || via === undefined) return judged
    return {...judged, artifact: {...artifact, via}}
  })
  return {...decision, artifacts}
}

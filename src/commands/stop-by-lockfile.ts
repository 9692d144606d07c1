// What the lockfile holds is judged before the tool is started: the tool may have it in its cache, and then asks nobody.

import type {Artifact} from '../core/artifact.ts'
import type {Decision, JudgedArtifact} from '../core/decision.ts'
import type {LockedPackage} from '../core/registry-detour.ts'
import type {PackumentJudge, VersionVerdict} from '../gateway/packument-judge.ts'
import type {Trip, TripEnd} from './trip.ts'

const MOST_QUESTIONS = 5

export function stopByLockfile(
  {locked, decision, detour}: Trip,
  judge: PackumentJudge,
  approved: ReadonlySet<string>,
): Extract<TripEnd, {kind: 'stopped'}> | undefined {
  const stopping = new Map<string, JudgedArtifact>()
  for (const one of locked) {
    const id = `${one.name}@${one.version}`
    if (approved.has(id) || stopping.has(id) || stopping.size >= MOST_QUESTIONS) continue
    const verdict = judge.judgeVersion(one.name, undefined, one.version)
    if (verdict !== undefined) stopping.set(id, judgedOf(one, verdict, detour.folder))
  }
  if (stopping.size === 0) return undefined
  const artifacts = [...stopping.values()]
  const verdict = artifacts.some((one) => one.verdict === 'block') ? 'block' : 'ask'
  return {kind: 'stopped', decision: {...decision, verdict, artifacts, unclear: []}, versions: [...stopping.keys()]}
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

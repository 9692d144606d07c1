// After one run of the tool behind the gateway: whether it was stopped by a version that may not simply pass, and the summary.

import type {Artifact} from '../core/artifact.ts'
import type {JudgedArtifact} from '../core/decision.ts'
import {objectOf} from '../core/packument/json.ts'
import {printable} from '../core/printable.ts'
import type {InstalledPackage} from '../core/registry-detour.ts'
import {findWanted, type Wanted} from '../gateway/dependency-paths.ts'
import type {Gateway} from '../gateway/gateway.ts'
import {olderVersion} from '../gateway/newest-below.ts'
import type {RunRecord} from '../gateway/run-record.ts'
import {gatewaySummaryLines} from '../report/gateway-summary.ts'
import type {Outcome} from './edge.ts'
import {rootsOf, runSummary} from './run-summary.ts'
import type {Trip, TripEnd} from './trip.ts'
import {type KeptFiles, mendLockfiles, pendingInLockfile} from './written-lockfile.ts'

interface Ended {
  readonly outcome: Outcome
  /** What stood in the tree before the run. */
  readonly before: readonly InstalledPackage[]
  readonly record: RunRecord
  readonly gateway: Gateway
  readonly trip: Trip
  /** The manifests and the lockfiles as they were before the run. */
  readonly kept: KeptFiles
}

/** Milliseconds to find out who wanted a version. The version itself is known, or at least that there is one. */
const PATIENCE = 8000
const MOST_QUESTIONS = 5

export async function endOfRun(ended: Ended): Promise<TripEnd> {
  const {outcome, record, gateway, trip} = ended
  const hasFailed = outcome.kind === 'exit' && outcome.code !== 0
  // What npm took from its cache, the gateway did not see in this run.
  const isUnseen = trip.detour.isCacheFirst
  const isStopped = (): boolean => record.wanted.size > 0 || (hasFailed && (record.putAside.size > 0 || isUnseen))
  if (!hasFailed) await lookIntoLockfile(ended)
  const stopping = isStopped() ? await wantedVersions(ended) : []
  if (stopping.length > 0) {
    // npm may have written manifests before it met the version, or gone on without it because it is optional.
    const failures = trip.detour.isTreeBuilt ? ended.kept.putBack() : []
    for (const failure of failures) trip.edge.say(`sallyport: ${printable(failure)}`)
    if (trip.detour.isTreeBuilt && !hasFailed) ended.kept.takeTreeAway()
    const artifacts = await Promise.all(stopping.map((wanted) => judgedArtifact(wanted, record, gateway)))
    const verdict = artifacts.some((one) => one.verdict === 'block') ? 'block' : 'ask'
    const versions = stopping.map(({name, version}) => `${name}@${version}`)
    return {
      kind: 'stopped',
      decision: {
        ...trip.decision,
        verdict,
        artifacts,
        unclear: [],
        afterStart: hasFailed ? 'unchanged' : 'without-it',
      },
      versions,
    }
  }
  const summary = await runSummary({...ended, hasFailed})
  for (const line of gatewaySummaryLines(summary)) trip.edge.say(`sallyport: ${line}`)
  return {kind: 'ended', outcome, summary}
}

/** What was written down without being fetched is wanted as well: the files are put back, and it is asked about. */
async function lookIntoLockfile({record, gateway, trip}: Ended): Promise<void> {
  const isPending = (name: string, version: string): boolean =>
    record.putAside.get(`${name}@${version}`)?.verdict.kind === 'ask'
  if (![...record.putAside.values()].some(({verdict}) => verdict.kind === 'ask')) return
  const pending = pendingInLockfile(trip.detour.folder, isPending)
  const wanted = pending.filter(({isOptional}) => !isOptional)
  if (wanted.length > 0) {
    for (const {name, version} of wanted) record.wanted.add(`${name}@${version}`)
    return
  }
  const dists = await Promise.all(
    pending.map(async ({name, version}) => {
      const packument = await (await gateway.lookUp(name))?.read()
      const {tarball, integrity} = objectOf(packument?.manifest(version)?.dist) ?? {}
      const dist = {tarball: String(tarball), integrity: typeof integrity === 'string' ? integrity : undefined}
      return [`${name}@${version}`, dist] as const
    }),
  )
  if (dists.length > 0) mendLockfiles(trip.detour.folder, new Map(dists))
}

/** What npm fetched although it waits for an answer; else what it would have had to take, because nothing else fits. */
async function wantedVersions({record, gateway, trip}: Ended): Promise<readonly Wanted[]> {
  const isSought = (name: string, version: string): boolean =>
    record.wanted.size > 0 ? record.wanted.has(`${name}@${version}`) : record.putAside.has(`${name}@${version}`)
  const asked = rootsOf(trip.decision)
  const roots = trip.detour.isBeyondRanges ? asked.flatMap((root) => [root, {...root, specifier: ''}]) : asked
  const most = record.wanted.size > 0 ? Math.min(record.wanted.size, MOST_QUESTIONS) : MOST_QUESTIONS
  const signal = AbortSignal.timeout(PATIENCE)
  // Where npm stopped by itself, nothing optional was the reason.
  const isWithOptional = record.wanted.size > 0
  const found = await findWanted({roots, lookUp: gateway.lookUp, isSought, isWithOptional, most, signal})
  const missing = [...record.wanted].filter((id) => !found.some(({name, version}) => `${name}@${version}` === id))
  return [...found, ...missing.flatMap((id) => withoutWay(id, record))].slice(0, MOST_QUESTIONS)
}

/** The way to it was not found: it is asked about all the same. */
function withoutWay(id: string, {putAside}: RunRecord): readonly Wanted[] {
  const aside = putAside.get(id)
  if (aside === undefined) return []
  const {name, version} = aside
  const root: Artifact = {
    ecosystem: 'npm',
    requested: id,
    name,
    specifier: version,
    source: {kind: 'registry'},
    requestedIn: {kind: 'argv', index: -1},
  }
  return [{name, version, specifier: version, root, via: ['a dependency']}]
}

async function judgedArtifact(
  {name, version, root, via}: Wanted,
  {putAside}: RunRecord,
  gateway: Gateway,
): Promise<JudgedArtifact> {
  const verdict = putAside.get(`${name}@${version}`)?.verdict
  const findings = verdict?.findings ?? []
  const isRoot = via.length === 0
  const artifact: Artifact = isRoot
    ? {...root, via}
    : {...root, requested: `${name}@${version}`, name, specifier: version, via}
  const older = isRoot ? olderVersion(await gateway.lookUp(name), version) : undefined
  const said = isRoot && !root.requested.includes(version) ? `in version ${version} ` : ''
  return {
    artifact,
    evidence: verdict?.evidence ?? {silent: []},
    verdict: verdict?.kind === 'block' ? 'block' : 'ask',
    findings: findings.map((finding) => ({...finding, message: said + finding.message})),
    suggestions:
      older === undefined
        ? []
        : [
            {
              name,
              specifier: older,
              reason: 'is the newest version before it that passes',
              popularity: {kind: 'unlisted'},
            },
          ],
  }
}

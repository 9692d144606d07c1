// After one run of the tool behind the gateway: whether it was stopped by a version that may not simply pass, and the summary.

import type {Artifact} from '../core/artifact.ts'
import type {Decision, JudgedArtifact} from '../core/decision.ts'
import {objectOf} from '../core/packument/json.ts'
import type {InstalledPackage} from '../core/registry-detour.ts'
import {findWanted, type Wanted} from '../gateway/dependency-paths.ts'
import type {Gateway} from '../gateway/gateway.ts'
import {olderVersion} from '../gateway/newest-below.ts'
import type {RunRecord} from '../gateway/run-record.ts'
import {gatewaySummaryLines} from '../report/gateway-summary.ts'
import type {Outcome} from './edge.ts'
import {runSummary} from './run-summary.ts'
import type {Trip, TripEnd} from './trip.ts'
import {mendLockfiles, pendingInLockfile} from './written-lockfile.ts'

interface Ended {
  readonly outcome: Outcome
  /** What stood in the tree before the run. */
  readonly before: readonly InstalledPackage[]
  readonly record: RunRecord
  readonly gateway: Gateway
  readonly trip: Trip
  /** Puts the manifest and the lockfiles back as they were before the run. */
  readonly putBack: () => void
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
    const artifacts = await Promise.all(stopping.map((wanted) => judgedArtifact(wanted, record, gateway)))
    const verdict = artifacts.some((one) => one.verdict === 'block') ? 'block' : 'ask'
    const versions = stopping.map(({name, version}) => `${name}@${version}`)
    return {
      kind: 'stopped',
      decision: {...trip.decision, verdict, artifacts, unclear: [], isAfterStart: true},
      versions,
    }
  }
  const summary = await runSummary({hasFailed, ...ended, roots: rootsOf(trip.decision)})
  for (const line of gatewaySummaryLines(summary)) trip.edge.say(`sallyport: ${line}`)
  return {kind: 'ended', outcome, summary}
}

/** What was written down without being fetched is wanted as well: the files are put back, and it is asked about. */
async function lookIntoLockfile({record, gateway, trip, putBack}: Ended): Promise<void> {
  const isPending = (name: string, version: string): boolean =>
    record.putAside.get(`${name}@${version}`)?.verdict.kind === 'ask'
  if (![...record.putAside.values()].some(({verdict}) => verdict.kind === 'ask')) return
  const pending = pendingInLockfile(trip.detour.folder, isPending)
  const wanted = pending.filter(({isOptional}) => !isOptional)
  if (wanted.length > 0) {
    putBack()
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
  const roots = rootsOf(trip.decision)
  const most = record.wanted.size > 0 ? Math.min(record.wanted.size, MOST_QUESTIONS) : MOST_QUESTIONS
  const signal = AbortSignal.timeout(PATIENCE)
  const found = await findWanted({roots, lookUp: gateway.lookUp, isSought, most, signal})
  const missing = [...record.wanted].filter((id) => !found.some(({name, version}) => `${name}@${version}` === id))
  return [...found, ...missing.flatMap((id) => withoutWay(id, record))].slice(0, MOST_QUESTIONS)
}

function rootsOf({artifacts}: Decision): readonly Artifact[] {
  const requested = artifacts.map(({artifact}) => artifact)
  const isFirst = ({requestedIn}: Artifact): boolean => requestedIn.kind !== 'lockfile'
  return requested.some(isFirst) ? requested.filter(isFirst) : requested
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

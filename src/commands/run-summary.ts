// What there is to say of a run of the tool that was not stopped: what was held back or left out, and how much of the tree was judged.

import semver from 'semver'
import type {Artifact} from '../core/artifact.ts'
import type {Decision} from '../core/decision.ts'
import type {InstalledPackage} from '../core/registry-detour.ts'
import {coverageOf, type Unjudged} from '../gateway/coverage.ts'
import {findWanted} from '../gateway/dependency-paths.ts'
import type {Gateway} from '../gateway/gateway.ts'
import type {JudgedPackage} from '../gateway/judged-package.ts'
import {olderVersion} from '../gateway/newest-below.ts'
import type {RunRecord} from '../gateway/run-record.ts'
import type {GatewaySummary, LeftOut} from '../report/gateway-summary.ts'
import {installedVersions} from './installed-versions.ts'
import type {Trip} from './trip.ts'

interface EndedRun {
  readonly record: RunRecord
  readonly gateway: Gateway
  readonly trip: Trip
  /** What stood in the tree before the run. */
  readonly before: readonly InstalledPackage[]
  readonly hasFailed: boolean
}

/** A package as it is in the tree: its versions, none where it was left out, and what asks for it. */
interface InTree {
  readonly name: string
  readonly versions: ReadonlySet<string>
  readonly ranges: readonly string[]
}

/** Milliseconds to find the way through a tree that is not on this machine in one place; the person waits for no more than a line. */
const PATIENCE = 2000
const MOST_FOUND = 50

export async function runSummary(run: EndedRun): Promise<GatewaySummary> {
  const {record, trip, before, hasFailed} = run
  // What a policy only observes is not judged on its way.
  const isObserving = trip.policy.mode.value === 'observe'
  const written = hasFailed || isObserving ? undefined : trip.detour.installed()
  const installed = written === undefined ? undefined : await Promise.all(written.map((one) => withJudged(one, run)))
  const coverage =
    installed === undefined ? undefined : coverageOf({installed, before, locked: trip.locked, judged: record.judged})
  return {
    leftOut: await leftOutIn(run),
    ageless: isObserving ? 0 : record.ageless.size,
    ...(coverage === undefined ? {} : {coverage}),
    // Of a command that failed nothing came in.
    unjudged: coverage?.unjudged ?? (hasFailed || isObserving ? new Map() : askedFromElsewhere(trip)),
    troubles: [...record.troubles],
  }
}

/** A registry may have its tarballs on another host: what was judged under that very address came from the registry. */
async function withJudged(one: InstalledPackage, {record, gateway}: EndedRun): Promise<InstalledPackage> {
  if (one.provenance !== 'url' || !record.judged.has(one.name)) return one
  const judged = await gateway.lookUp(one.name)
  const isSame = judged?.versions.has(one.version) === true && judged.addressOf(one.version) === one.address
  return isSame ? {...one, provenance: 'registry'} : one
}

/** Where no tree can be looked at, what was asked for by its address is known all the same. */
function askedFromElsewhere({decision}: Trip): GatewaySummary['unjudged'] {
  const asked = new Map<Unjudged, Set<string>>()
  for (const {artifact} of decision.artifacts) {
    const {kind} = artifact.source
    if (kind === 'git' || kind === 'url') asked.set(kind, (asked.get(kind) ?? new Set()).add(artifact.requested))
  }
  return new Map([...asked].map(([kind, requested]) => [kind, [...requested]]))
}

async function leftOutIn(run: EndedRun): Promise<readonly LeftOut[]> {
  const {record, gateway, trip} = run
  const aside = [...record.putAside.values()].filter(({verdict}) => verdict.kind !== 'ask')
  const names = new Set(aside.map(({name}) => name))
  if (names.size === 0) return []
  const tree = trip.detour.isTreeBuilt ? inFolder(names, trip) : await inRegistries(names, run)
  const leftOut = await Promise.all(tree.map(async (one) => leftOutOf(one, await gateway.lookUp(one.name), record)))
  return leftOut.flat()
}

function inFolder(names: ReadonlySet<string>, {decision, detour}: Trip): readonly InTree[] {
  const {versions, ranges} = installedVersions(detour.folder)
  const roots = rootsOf(decision)
  return [...names].map((name) => {
    const asked = roots.flatMap(({name: root, specifier}) => (root === name ? [specifier] : []))
    return {name, versions: versions.get(name) ?? new Set(), ranges: [...asked, ...(ranges.get(name) ?? [])]}
  })
}

/** What npm chose, for a global package or one that it only runs, is found as npm found it. */
async function inRegistries(names: ReadonlySet<string>, {gateway, trip}: EndedRun): Promise<readonly InTree[]> {
  const roots = rootsOf(trip.decision)
  const found = await findWanted({
    roots,
    lookUp: gateway.lookUp,
    isSought: (name) => names.has(name),
    isWithOptional: true,
    most: MOST_FOUND,
    signal: AbortSignal.timeout(PATIENCE),
  })
  const judged = await Promise.all(found.map(async (one) => ({...one, judged: await gateway.lookUp(one.name)})))
  return judged.map(({name, version, specifier, judged: known}) => ({
    name,
    versions: new Set(known?.verdicts.has(version) === true ? [] : [version]),
    ranges: [specifier, ...roots.flatMap((root) => (root.name === name ? [root.specifier] : []))],
  }))
}

/** The newest version that was put aside and in whose place stands what is installed, or nothing. */
function leftOutOf(
  {name, versions, ranges}: InTree,
  judged: JudgedPackage | undefined,
  {putAside}: RunRecord,
): readonly LeftOut[] {
  const ofName = [...putAside.values()].filter((one) => one.name === name && one.verdict.kind !== 'ask')
  const newestFirst = ofName.sort((a, b) => semver.compareLoose(b.version, a.version))
  for (const {version, verdict} of newestFirst) {
    const {findings} = verdict
    const wanting = ranges.filter((range) => isTag(range) || semver.satisfies(version, range, {loose: true}))
    if (wanting.length === 0) continue
    const instead = olderVersion(judged, version)
    if (instead !== undefined && versions.has(instead)) return [{kind: 'held-back', name, version, instead, findings}]
    if (versions.size === 0 && wanting.every((range) => !hasOther(judged, range)))
      return [{kind: 'left-out', name, version, findings}]
  }
  return []
}

/** Whether something passes that would do: then it is missing for another reason. */
function hasOther(judged: JudgedPackage | undefined, range: string): boolean {
  const passing = [...(judged?.versions ?? [])].filter((version) => judged?.verdicts.has(version) !== true)
  return passing.some((version) => isTag(range) || semver.satisfies(version, range, {loose: true}))
}

function isTag(range: string): boolean {
  return range === '' || semver.validRange(range, {loose: true}) === null
}

/** What the tree begins with: what was typed, and what the manifests want. */
export function rootsOf({artifacts}: Decision): readonly Artifact[] {
  const requested = artifacts.map(({artifact}) => artifact)
  const isFirst = ({requestedIn}: Artifact): boolean => requestedIn.kind !== 'lockfile'
  return requested.some(isFirst) ? requested.filter(isFirst) : requested
}

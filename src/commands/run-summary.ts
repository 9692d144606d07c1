// What is said after a run that was not stopped: which versions were held back or left out, and what was not judged in full.

import semver from 'semver'
import type {Artifact} from '../core/artifact.ts'
import type {Decision} from '../core/decision.ts'
import {findWanted} from '../gateway/dependency-paths.ts'
import type {Gateway} from '../gateway/gateway.ts'
import {newestBelow} from '../gateway/newest-below.ts'
import type {JudgedPackage} from '../gateway/packuments.ts'
import type {RunRecord} from '../gateway/run-record.ts'
import type {GatewaySummary, HeldBack} from '../report/gateway-summary.ts'
import {installedVersions} from './installed-versions.ts'
import type {Trip} from './trip.ts'

interface Seen {
  readonly record: RunRecord
  readonly gateway: Gateway
  readonly trip: Trip
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

export async function runSummary(seen: Seen): Promise<GatewaySummary> {
  const {record, gateway, trip} = seen
  const aside = [...record.putAside.values()].filter(({verdict}) => verdict.kind !== 'ask')
  const names = new Set(aside.map(({name}) => name))
  const tree = names.size === 0 ? [] : trip.detour.isTreeBuilt ? inFolder(names, trip) : await inRegistries(names, seen)
  const heldBack = await Promise.all(tree.map(async (one) => heldBackFor(one, await gateway.lookUp(one.name), record)))
  const unseen = trip.decision.artifacts.flatMap(({artifact}) =>
    artifact.source.kind === 'git' || artifact.source.kind === 'url' ? [artifact.requested] : [],
  )
  return {
    heldBack: heldBack.flat(),
    ageless: record.ageless.size,
    judged: record.judged.size,
    unseen: [...new Set(unseen)],
    troubles: [...record.troubles],
  }
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
async function inRegistries(names: ReadonlySet<string>, {gateway, trip}: Seen): Promise<readonly InTree[]> {
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
function heldBackFor(
  {name, versions, ranges}: InTree,
  judged: JudgedPackage | undefined,
  {putAside}: RunRecord,
): readonly HeldBack[] {
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

/** The newest version before it that passes. */
export function olderVersion(judged: JudgedPackage | undefined, version: string): string | undefined {
  if (judged === undefined) return undefined
  return newestBelow(
    version,
    [...judged.versions].filter((one) => !judged.verdicts.has(one)),
  )
}

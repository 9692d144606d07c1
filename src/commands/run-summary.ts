// What there is to say of a run of the tool that was not stopped: what was held back or blocked, and how much of the tree was judged.

import semver from 'semver'
import type {Artifact} from '../core/artifact.ts'
import type {InstalledPackage} from '../core/registry-detour.ts'
import {coverageOf, type Unjudged} from '../gateway/coverage.ts'
import type {Gateway} from '../gateway/gateway.ts'
import {olderVersion} from '../gateway/newest-below.ts'
import type {JudgedPackage} from '../gateway/packuments.ts'
import type {PutAsideVersion, RunRecord} from '../gateway/run-record.ts'
import type {GatewaySummary, LeftOut} from '../report/gateway-summary.ts'
import {installedVersions} from './installed-versions.ts'
import type {Trip} from './trip.ts'

interface EndedRun {
  readonly record: RunRecord
  readonly gateway: Gateway
  readonly trip: Trip
  readonly before: readonly InstalledPackage[]
  /** What the command asked for. */
  readonly roots: readonly Artifact[]
  readonly hasFailed: boolean
}

export async function runSummary(run: EndedRun): Promise<GatewaySummary> {
  const {record, trip, before, hasFailed} = run
  const leftOut = await leftOutIn(run)
  // What a policy only observes is not judged on its way.
  const isObserving = trip.policy.mode.value === 'observe'
  const installed = hasFailed || isObserving ? undefined : trip.detour.installed()
  const coverage =
    installed === undefined ? undefined : coverageOf({installed, before, locked: trip.locked, judged: record.judged})
  return {
    leftOut,
    ageless: isObserving ? 0 : record.ageless.size,
    ...(coverage === undefined ? {} : {coverage}),
    // Of a command that failed nothing came in.
    unjudged: coverage?.unjudged ?? (hasFailed || isObserving ? new Map() : askedFromElsewhere(trip)),
    troubles: [...record.troubles],
  }
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

async function leftOutIn({record, gateway, trip, roots}: EndedRun): Promise<readonly LeftOut[]> {
  const aside = [...record.putAside.values()].filter(({verdict}) => verdict.kind !== 'ask')
  if (aside.length === 0) return []
  const installed = installedVersions(trip.detour.folder)
  const byName = Map.groupBy(aside, ({name}) => name)
  const leftOut = await Promise.all(
    Array.from(byName, async ([name, putAside]) => {
      const judged = await gateway.lookUp(name)
      const newestFirst = putAside.sort((a, b) => semver.compareLoose(b.version, a.version))
      const versions = installed.versions.get(name)
      if (versions === undefined) return blocked(newestFirst, judged)
      const asked = roots.flatMap(({name: root, specifier}) => (root === name ? [specifier] : []))
      return heldBack(newestFirst, judged, {versions, ranges: [...asked, ...(installed.ranges.get(name) ?? [])]})
    }),
  )
  return leftOut.flat()
}

/** The newest version that was put aside and in whose place stands what is installed. */
function heldBack(
  newestFirst: readonly PutAsideVersion[],
  judged: JudgedPackage | undefined,
  {versions, ranges}: {readonly versions: ReadonlySet<string>; readonly ranges: readonly string[]},
): readonly LeftOut[] {
  for (const {name, version, verdict} of newestFirst) {
    const instead = olderVersion(judged, version)
    const isWanted = ranges.some((range) => isTag(range) || semver.satisfies(version, range, {loose: true}))
    if (isWanted && instead !== undefined && versions.has(instead))
      return [{kind: 'held back', name, version, instead, findings: verdict.findings}]
  }
  return []
}

/** What is optional npm leaves out, where no version of it passes. */
function blocked(newestFirst: readonly PutAsideVersion[], judged: JudgedPackage | undefined): readonly LeftOut[] {
  const [newest] = newestFirst
  const isNothingLeft = judged !== undefined && [...judged.versions].every((version) => judged.verdicts.has(version))
  if (newest?.verdict.kind !== 'block' || !isNothingLeft) return []
  const {name, version, verdict} = newest
  return [{kind: 'blocked', name, version, instead: undefined, findings: verdict.findings}]
}

function isTag(range: string): boolean {
  return range === '' || semver.validRange(range, {loose: true}) === null
}

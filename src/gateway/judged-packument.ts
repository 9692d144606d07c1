// A packument as npm gets it. Versions that are held back or blocked stand where npm itself keeps what a policy forbids
// (`policyRestrictions`, npm-pick-manifest): npm takes them only where nothing else will do, and then stops with the message.
// Versions to be asked about stay in their places, with an address of ours for a tarball: whoever fetches that wants the version.

import semver from 'semver'
import {isRecord, type Packument, type VersionManifest} from './packument.ts'
import type {VersionVerdict, VersionVerdicts} from './packument-judge.ts'

/** `questionAddress`: where npm asks for the tarball of a version that waits for an answer. */
export function judgedPackument(
  packument: Packument,
  verdicts: VersionVerdicts,
  questionAddress: (version: string) => string,
): Packument {
  const versions: Record<string, VersionManifest> = Object.create(null)
  const restricted: Record<string, VersionManifest> = Object.create(null)
  for (const [version, manifest] of Object.entries(packument.versions)) {
    const verdict = verdicts.get(version)
    if (verdict === undefined) versions[version] = manifest
    else if (verdict.kind === 'ask') versions[version] = {...manifest, dist: {tarball: questionAddress(version)}}
    else restricted[version] = {...manifest, dist: {tarball: questionAddress(version)}}
  }
  if (Object.keys(restricted).length === 0) return {...packument, versions}
  return {
    ...packument,
    'dist-tags': movedTags(packument['dist-tags'] ?? {}, Object.keys(versions), restricted),
    versions,
    policyRestrictions: restrictions(packument.policyRestrictions, restricted, verdicts),
  }
}

function restrictions(
  before: unknown,
  restricted: Record<string, VersionManifest>,
  verdicts: VersionVerdicts,
): unknown {
  const known = isRecord(before) && isRecord(before.versions) ? before.versions : {}
  const reasons = [...verdicts].filter(([version]) => Object.hasOwn(restricted, version)).map(reasonOf)
  const more = reasons.length > MOST_REASONS ? [`and ${reasons.length - MOST_REASONS} more`] : []
  return {message: [...reasons.slice(0, MOST_REASONS), ...more].join('\n'), versions: {...known, ...restricted}}
}

const MOST_REASONS = 3

function reasonOf([version, {findings}]: readonly [string, VersionVerdict]): string {
  const [first] = findings
  return `sallyport: ${version} ${first?.message ?? ''} (${first?.code ?? ''})`
}

/** A tag that named a version put aside names the newest one below it that is left; where there is none it stays. */
function movedTags(
  tags: NonNullable<Packument['dist-tags']>,
  left: readonly string[],
  restricted: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const moved: Record<string, unknown> = Object.create(null)
  for (const [tag, version] of Object.entries(tags)) {
    const isAside = typeof version === 'string' && Object.hasOwn(restricted, version)
    moved[tag] = isAside ? (newestBelow(version, left) ?? version) : version
  }
  return moved
}

/** Releases before pre-releases, unless the version is one itself and of the same release. */
export function newestBelow(version: string, left: readonly string[]): string | undefined {
  const wanted = semver.parse(version, {loose: true})
  if (wanted === null) return undefined
  const below = left.filter((one) => semver.valid(one, {loose: true}) !== null && semver.lt(one, wanted, {loose: true}))
  const isSameRelease = (one: string): boolean => semver.parse(one, {loose: true})?.compareMain(wanted) === 0
  const isRelease = (one: string): boolean => semver.prerelease(one, {loose: true}) === null
  const near = wanted.prerelease.length > 0 ? below.filter(isSameRelease) : []
  const candidates = near.length > 0 ? near : below.some(isRelease) ? below.filter(isRelease) : below
  return candidates.reduce<string | undefined>(
    (best, one) => (best === undefined || semver.gt(one, best, {loose: true}) ? one : best),
    undefined,
  )
}

// The dist-tags of a packument, and where they point once releases are taken out. npm's own rule for `before` is the model
// (npm-pick-manifest): a tag whose release is out of reach means the newest one below it.

import {objectOf} from './json.ts'
import type {Packument} from './packument.ts'
import {isPrerelease, type OrderedVersion} from './version-order.ts'

/** Tags and the versions that they name; what names none is left out. */
export function distTags({json}: Packument): ReadonlyMap<string, string> {
  const tags = Object.entries(objectOf(json['dist-tags']) ?? {})
  return new Map(tags.flatMap(([tag, version]) => (typeof version === 'string' ? [[tag, version] as const] : [])))
}

/**
 * The version that a tag is moved to, of those that `remaining` has, when `removed` (a version of `whole`) is out of reach.
 * Undefined where there is none: the tag is then dropped.
 */
export function movedTag(tag: string, removed: string, whole: Packument, remaining: Packument): string | undefined {
  const was = whole.order.at(removed)
  if (was === undefined) return undefined
  const below = remaining.order.ascending.filter((one) => one.parsed.compare(was.parsed) < 0)
  if (tag === 'latest' || !isPrerelease(was))
    return newest(
      below.filter((one) => isInReach(one, was)),
      remaining,
    )
  // A tag of pre-releases goes on meaning pre-releases of its kind: `next` is no `latest`.
  const kin = (one: OrderedVersion): boolean => isPrerelease(one) && kindOf(one) === kindOf(was)
  const siblings = remaining.order.ascending.filter((one) => kin(one) && one.parsed.compareMain(was.parsed) === 0)
  return (
    latestBefore(siblings, whole.publishedAt(removed), remaining) ??
    newest(
      below.filter((one) => kin(one) && one.parsed.compareMain(was.parsed) === 0),
      remaining,
    ) ??
    newest(below.filter(kin), remaining)
  )
}

/** What the range `<=was` takes in: releases, and pre-releases of the same release (node-semver, "prerelease tags"). */
function isInReach(one: OrderedVersion, was: OrderedVersion): boolean {
  return !isPrerelease(one) || (isPrerelease(was) && one.parsed.compareMain(was.parsed) === 0)
}

/** npm takes one that is not deprecated where there is one. */
function newest(candidates: readonly OrderedVersion[], remaining: Packument): string | undefined {
  const good = candidates.findLast(({version}) => !remaining.manifest(version)?.deprecated)
  return (good ?? candidates.at(-1))?.version
}

/** `canary` of `19.0.0-canary-a757cb76-20251002`: their order by version is that of commit hashes, so time has to tell. */
function latestBefore(
  siblings: readonly OrderedVersion[],
  moment: number | undefined,
  remaining: Packument,
): string | undefined {
  if (moment === undefined) return undefined
  const published = siblings.map(({version}) => ({version, at: remaining.publishedAt(version)}))
  if (published.some(({at}) => at === undefined)) return undefined
  return published
    .filter(({at}) => (at ?? 0) <= moment)
    .sort((a, b) => (a.at ?? 0) - (b.at ?? 0))
    .at(-1)?.version
}

/** The word that a pre-release begins with: `rc`, `canary`; empty for a number. */
function kindOf({parsed}: OrderedVersion): string {
  return /^[a-z]*/i.exec(String(parsed.prerelease[0] ?? ''))?.[0] ?? ''
}

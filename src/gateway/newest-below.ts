import semver from 'semver'
import type {JudgedPackage} from './judged-package.ts'

/** The newest version below another: releases before pre-releases, unless that one is a pre-release of the same release. */
function newestBelow(version: string, left: readonly string[]): string | undefined {
  const wanted = semver.parse(version, {loose: true})
  if (wanted === null) return undefined
  const below = left.filter((one) => semver.valid(one, {loose: true}) !== null && semver.lt(one, wanted, {loose: true}))
  const isSameRelease = (one: string): boolean => semver.parse(one, {loose: true})?.compareMain(wanted) === 0
  const isRelease = (one: string): boolean => semver.prerelease(one, {loose: true}) === null
  const near = wanted.prerelease.length > 0 ? below.filter(isSameRelease) : []
  const candidates = near.length > 0 ? near : below.some(isRelease) ? below.filter(isRelease) : below
  return [...candidates].sort((a, b) => semver.compareLoose(a, b)).at(-1)
}

/** The newest version below another that passes. */
export function olderVersion(judged: JudgedPackage | undefined, version: string): string | undefined {
  if (judged === undefined) return undefined
  return newestBelow(
    version,
    [...judged.versions].filter((one) => !judged.verdicts.has(one)),
  )
}

// Versions of one ecosystem as its own tools compare them: npm's by `semver`, PyPI's by PEP 440.

import {compare as comparePep440, parse as parsePep440, valid as validPep440} from '@renovatebot/pep440'
import semver from 'semver'
import type {FeedEcosystem} from './affected.ts'

/** No version that a registry takes is longer (npm's own limit); the libraries' time grows with the length. */
const LONGEST_VERSION = 256

export interface VersionOrder {
  readonly isVersion: (text: string) => boolean
  /** Negative where `a` comes before `b`. Both must be versions. */
  readonly compare: (a: string, b: string) => number
  /** One form for all spellings of a version (`1.0` and `v1.0.0` on PyPI); what is no version stays as it is. */
  readonly canonical: (text: string) => string
}

const npm: VersionOrder = {
  isVersion: (text) => semverOf(text) !== undefined,
  compare: (a, b) => semver.compare(semverOf(a) ?? a, semverOf(b) ?? b),
  canonical: (text) => semverOf(text)?.version ?? text,
}

/** Advisories also have `1.2` and `v1.2.0`, which npm's registry itself does not. */
function semverOf(text: string): semver.SemVer | undefined {
  if (text.length > LONGEST_VERSION) return undefined
  const padded = /^\d+(?:\.\d+)?$/.test(text) ? `${text}.0${text.includes('.') ? '' : '.0'}` : text
  return semver.parse(padded, {loose: true}) ?? undefined
}

const pypi: VersionOrder = {
  isVersion: isPep440,
  // A local version (`2.0+cu118`) is somebody's build of the public one, and as good or bad as that.
  compare: (a, b) => comparePep440(publicPart(a), publicPart(b)),
  canonical: (text) => (isPep440(text) ? canonicalPep440(text) : text),
}

function isPep440(text: string): boolean {
  return text.length <= LONGEST_VERSION && validPep440(text) !== null
}

function publicPart(version: string): string {
  return version.split('+', 1)[0] ?? version
}

/** PEP 440, "Normalization": `1.0.0` and `1` are one version. */
function canonicalPep440(text: string): string {
  const parsed = parsePep440(publicPart(text.trim()))
  if (parsed === null) return text
  const {epoch, release, pre, post, dev} = parsed
  const last = release.findLastIndex((number) => number !== 0)
  const numbers = release.slice(0, last + 1)
  return [
    epoch > 0 ? `${epoch}!` : '',
    numbers.length === 0 ? '0' : numbers.join('.'),
    ...(pre === null ? [] : pre),
    ...(post === null ? [] : ['.', ...post]),
    ...(dev === null ? [] : ['.', ...dev]),
  ].join('')
}

export const versionOrders: Readonly<Record<FeedEcosystem, VersionOrder>> = {npm, pypi}

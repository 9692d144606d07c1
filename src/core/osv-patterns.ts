// An advisory in the OSV format (Open Source Vulnerability format, 1.x) as patterns: which versions of which packages it is about.

import {type Pattern, rangeProblem} from './policy/pattern.ts'
import {normalizePypiName} from './pypi-name.ts'

export type OsvAdvisory =
  | {
      readonly kind: 'advisory'
      readonly id: string
      readonly summary: string
      readonly patterns: readonly Pattern[]
      /** Ecosystems that it is about as well, and that no command here brings. */
      readonly others: readonly string[]
    }
  /** The end of a sentence about the file. */
  | {readonly kind: 'invalid'; readonly reason: string}

type Loose = {readonly [key: string]: unknown}

const ECOSYSTEMS: ReadonlyMap<string, 'npm' | 'pypi'> = new Map([
  ['npm', 'npm'],
  ['pypi', 'pypi'],
])

export function readOsvAdvisory(value: unknown): OsvAdvisory {
  const {id, summary, affected} = object(value)
  if (typeof id !== 'string' || !Array.isArray(affected)) {
    return {kind: 'invalid', reason: 'is no advisory in the OSV format: it has no `id` or no list `affected`'}
  }
  const patterns: Pattern[] = []
  const others = new Set<string>()
  for (const one of affected.map(object)) {
    const {ecosystem, name} = object(one.package)
    if (typeof ecosystem !== 'string' || typeof name !== 'string') continue
    // A suffix names a distribution (`Debian:12`); npm and PyPI have none.
    const home = ECOSYSTEMS.get(ecosystem.toLowerCase())
    if (home === undefined) others.add(ecosystem)
    else patterns.push(...patternsOf(home, name, one))
  }
  return {kind: 'advisory', id, summary: typeof summary === 'string' ? summary : '', patterns, others: [...others]}
}

function patternsOf(ecosystem: 'npm' | 'pypi', name: string, affected: Loose): readonly Pattern[] {
  const ranges = list(affected.ranges).map(object)
  const versions = list(affected.versions).filter((version) => typeof version === 'string')
  const texts = [
    ...ranges.filter(({type}) => type === 'SEMVER' || type === 'ECOSYSTEM').flatMap((one) => rangesOf(ecosystem, one)),
    ...versions,
  ]
  const normal = ecosystem === 'pypi' ? normalizePypiName(name) : name
  const pattern = (range: string): Pattern => ({ecosystem, kind: 'name', name: normal, range, tag: '', digest: ''})
  // Deny: no range, or one that cannot be read, means every version.
  const patterns = texts.map(pattern).map((one) => (rangeProblem(one) === undefined ? one : pattern('')))
  return patterns.length === 0 ? [pattern('')] : patterns
}

/** Events in their order: each `introduced` begins a range, `fixed`, `last_affected` or `limit` ends it. */
function rangesOf(ecosystem: 'npm' | 'pypi', {events}: Loose): readonly string[] {
  const ranges: string[] = []
  let low: string | undefined
  const end = (high: string): void => {
    ranges.push([low === '0' || low === undefined ? '' : `>=${low}`, high].filter(Boolean).join(separator(ecosystem)))
    low = undefined
  }
  for (const event of list(events).map(object)) {
    const {introduced, fixed, last_affected: lastAffected, limit} = event
    if (typeof introduced === 'string') {
      if (low !== undefined) end('')
      low = introduced
    } else if (typeof fixed === 'string') end(before(ecosystem, fixed))
    else if (typeof lastAffected === 'string') end(`<=${lastAffected}`)
    else if (typeof limit === 'string' && limit !== '*') end(before(ecosystem, limit))
  }
  if (low !== undefined) end('')
  return ranges
}

/** In PEP 440 `<2.0` leaves out 2.0rc1, which comes before 2.0 and has the fault too. */
function before(ecosystem: 'npm' | 'pypi', version: string): string {
  return ecosystem === 'npm' ? `<${version}` : `<=${version},!=${version}`
}

function separator(ecosystem: 'npm' | 'pypi'): string {
  return ecosystem === 'npm' ? ' ' : ','
}

function object(value: unknown): Loose {
  return typeof value === 'object' && value !== null ? (value as Loose) : {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
